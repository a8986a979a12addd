import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { registerSettings } from '../../functions/environment.ts';
import { INDEX, KEY, TTL_ATTRIBUTE } from '../../lib/store/table.ts';
import type { Handler } from '../functions/handler.ts';

export interface RegisterProps {
  /** Over how many partitions the timers spread. */
  readonly timerShards: number;
}

/** How partition keys begin, and so what a function may write: nobody but the one for accounts makes an account. */
const PARTITIONS = {
  units: 'UNIT#',
  registry: 'REGISTRY',
  obligations: 'OBLIGATION#',
  accounts: 'ACCOUNT#',
  mails: 'MAIL#',
  requests: 'REQUEST#',
  calendars: 'CALENDAR#',
  papers: 'PAPER#',
  checks: 'CHECK#',
} as const;

export type Partition = keyof typeof PARTITIONS;
export type ReadAction = 'GetItem' | 'BatchGetItem';
export type WriteAction = 'PutItem' | 'UpdateItem';
export type QuerySource = 'table' | keyof typeof INDEX;

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The register: one table with all units, obligations, submissions, notices and accounts (docs/architecture.md). */
export class Register extends Construct {
  readonly table: Table;
  readonly #timerShards: number;

  constructor(scope: Construct, id: string, { timerShards }: RegisterProps) {
    super(scope, id);
    this.#timerShards = timerShards;
    this.table = new Table(this, 'Table', {
      partitionKey: text(KEY.partition),
      sortKey: text(KEY.sort),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: TTL_ATTRIBUTE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      // Encrypted with AWS's own key, at no cost. A key of ours would keep nobody out that the roles let in, and its
      // loss would be the loss of the register (docs/operations.md, "Where the data lies").
      encryption: TableEncryption.DEFAULT,
    });
    for (const { name, partition, sort, projected } of Object.values(INDEX))
      this.table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: text(partition),
        sortKey: text(sort),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...projected],
      });
  }

  /** Lets a function read items by key. */
  grantRead(handler: Handler, ...actions: ReadAction[]): void {
    this.#configure(handler);
    handler.allow(
      actions.map((action) => `dynamodb:${action}`),
      [this.table.tableArn],
    );
  }

  /** Lets a function write items, each action in the partitions named; a transaction needs the actions that it is made of. */
  grantWrite(handler: Handler, partitionsOf: Partial<Record<WriteAction, Partition[]>>): void {
    this.#configure(handler);
    for (const [action, partitions] of Object.entries(partitionsOf)) {
      const keys = partitions.map((partition) => `${PARTITIONS[partition]}*`);
      handler.allow([`dynamodb:${action}`], [this.table.tableArn], {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
      });
    }
  }

  /** Lets a function query the table itself or one of its indexes. */
  grantQuery(handler: Handler, ...sources: QuerySource[]): void {
    this.#configure(handler);
    const { tableArn } = this.table;
    const arns = sources.map((source) => (source === 'table' ? tableArn : `${tableArn}/index/${INDEX[source].name}`));
    handler.allow(['dynamodb:Query'], arns);
  }

  #configure(handler: Handler): void {
    const variables: Record<keyof typeof registerSettings.shape, string> = {
      TABLE_NAME: this.table.tableName,
      TIMER_SHARDS: String(this.#timerShards),
    };
    handler.configure(variables);
  }
}
