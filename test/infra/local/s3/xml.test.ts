import { describe, expect, it } from 'vitest';
import { parseXml, xml, xmlDocument } from '../../../../infra/local/s3/xml.ts';

describe('documents that are read', () => {
  it.each([
    ['<a/>', { name: 'a', text: '', children: [] }],
    [
      '<?xml version="1.0"?>\n<a xmlns="urn:x">1 &lt; 2 &#38; &#x26;</a>\n',
      { name: 'a', text: '1 < 2 & &', children: [] },
    ],
    [
      '<a><b>x</b><c></c></a>',
      {
        name: 'a',
        text: '',
        children: [
          { name: 'b', text: 'x', children: [] },
          { name: 'c', text: '', children: [] },
        ],
      },
    ],
  ])('%s', (source, expected) => {
    expect(parseXml(source)).toEqual(expected);
  });

  it.each([
    '',
    'text',
    '<a>',
    '</a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>text',
    'text<a/>',
    '<a><b></a></b>',
    '<a>&unknown;</a>',
    '<a>& b</a>',
    '<a>&#x110000;</a>',
    '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
    '<a><!-- comment --></a>',
    '<a b="c"/>',
    '<a',
  ])('are malformed otherwise: %s', (source) => {
    expect(() => parseXml(source)).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });
});

describe('documents that are written', () => {
  it('read as what was put into them, whatever that was', () => {
    const text = '<&>"\'\u0001\r\n\u{1F600}';
    const written = xmlDocument(xml('a', [xml('b', text), undefined, xml('c', 1), xml('d', true)]));
    expect(parseXml(written).children.map((child) => child.text)).toEqual([text, '1', 'true']);
  });
});
