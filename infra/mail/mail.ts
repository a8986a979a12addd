import { CfnOutput } from 'aws-cdk-lib';
import { EventBus, type EventPattern } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { addressSettings, mailSettings } from '../../functions/environment.ts';
import { LEASE_SECONDS } from '../../lib/notices/ledger.ts';
import type { Handler } from '../functions/handler.ts';

export interface MailProps {
  /** The domain that signs the letters; its DNS must hold the records that the stack puts out. */
  readonly senderDomain: string;
  /** Whom the letters come from, an address of the domain. */
  readonly senderAddress: string;
  /** Where answers go, and the Office's own letters. */
  readonly officeAddress: string;
  readonly portalUrl: string;
  /** The account's limit, in letters a second. */
  readonly maxSendRate: number;
}

/** Letters to units and the Office through Amazon SES, and the news of those that did not arrive. */
export class Mail extends Construct {
  readonly identity: EmailIdentity;
  readonly configurationSet: ConfigurationSet;
  readonly #props: MailProps;

  constructor(scope: Construct, id: string, props: MailProps) {
    super(scope, id);
    this.#props = props;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      // Which addresses are dead is in the register, where the Office sees it and can take it back.
      disableSuppressionList: true,
      reputationMetrics: true,
    });
    this.configurationSet.addEventDestination('Events', {
      // SES publishes to the default bus only.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
    this.identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(props.senderDomain),
      configurationSet: this.configurationSet,
    });
    for (const [index, { name, value }] of this.identity.dkimRecords.entries())
      new CfnOutput(this, `DkimRecord${index + 1}`, {
        description: `CNAME record ${index + 1} of 3 that ${props.senderDomain} needs before letters can go out`,
        value: `${name} CNAME ${value}`,
      });
  }

  /** The event of a letter of ours that bounced or was complained of. */
  get notDelivered(): EventPattern {
    return {
      source: ['aws.ses'],
      detail: {
        eventType: ['Bounce', 'Complaint'],
        mail: { tags: { 'ses:configuration-set': [this.configurationSet.configurationSetName] } },
      },
    };
  }

  /** Lets a function write letters, which others send. */
  configureAddresses(handler: Handler): void {
    const { officeAddress, portalUrl } = this.#props;
    const variables: Record<keyof typeof addressSettings.shape, string> = {
      OFFICE_ADDRESS: officeAddress,
      PORTAL_URL: portalUrl,
    };
    handler.configure(variables);
  }

  /**
   * Lets a function send letters from the one sender address. Throws when it might still be at it when the lease of
   * its claims ends: another sender would then say the same again.
   */
  grantSend(handler: Handler): void {
    const seconds = handler.timeout?.toSeconds() ?? 0;
    if (seconds >= LEASE_SECONDS)
      throw new Error(`function ${handler.name}: its timeout (${seconds} s) must be shorter than LEASE_SECONDS`);
    const { senderAddress, officeAddress, portalUrl, maxSendRate } = this.#props;
    const variables: Record<keyof typeof mailSettings.shape, string> = {
      MAIL_SENDER: senderAddress,
      MAIL_CONFIGURATION_SET: this.configurationSet.configurationSetName,
      OFFICE_ADDRESS: officeAddress,
      PORTAL_URL: portalUrl,
      MAX_SEND_RATE_PER_SECOND: String(maxSendRate),
    };
    handler.configure(variables);
    const { identity, configurationSet } = this;
    const configurationSetArn = identity.stack.formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: configurationSet.configurationSetName,
    });
    handler.allow(['ses:SendEmail'], [identity.emailIdentityArn, configurationSetArn], {
      StringEquals: { 'ses:FromAddress': senderAddress },
    });
  }
}
