import { strToU8, zipSync } from 'fflate';

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** What the cells that a program shares texts of say, by their numbers. */
const STRINGS = [
  'TỈNH ỦY KIÊN GIANG',
  'BIỂU 02: CÔNG TÁC DÂN VẬN',
  'Kỳ báo cáo:',
  'STT',
  'Đơn vị',
  'Hòa giải thành',
  'Tổng số vụ',
  'Tỷ lệ',
  'Xã Bình Minh',
  'Vĩnh Bình Bắc',
  'THỊ TRẤN VĨNH THUẬN',
  'Cộng',
  'Ghi chú & "lưu ý"',
];
const said = (text: string) => STRINGS.indexOf(text);
const text = (at: string, style: number, words: string) =>
  `<c r="${at}" s="${style}" t="s"><v>${said(words)}</v></c>`;

/** Styles by number: 1 title, 2 box, 3 box with #,##0, 4 box with a percentage, 5 a day, 6 texts, 7 bold sums. */
const STYLES = `<styleSheet xmlns="${NAMESPACE}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0\\ %;[Red]\\-0.0\\ %"/></numFmts>
<fonts count="2"><font><sz val="13"/><name val="Times New Roman"/></font><font><b/><sz val="14"/><name val="Times New Roman"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" applyAlignment="1"><alignment horizontal="center"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="1"><alignment wrapText="1" vertical="top"/></xf><xf numFmtId="3" fontId="1" fillId="0" borderId="1"/></cellXfs></styleSheet>`;

const rate = (row: number) => `<c r="E${row}" s="4"><f>IF(D${row}=0,"",C${row}/D${row})</f><v>0</v></c>`;
const unitRow = (row: number, number: number, name: string) =>
  `<row r="${row}" spans="1:5" ht="18" customHeight="1"><c r="A${row}" s="2"><v>${number}</v></c>${text(`B${row}`, 2, name)}<c r="C${row}" s="3"/><c r="D${row}" s="3"><v>999</v></c>${rate(row)}</row>`;

const SHEET = `<worksheet xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:E12"/>
<sheetViews><sheetView workbookViewId="0"><pane ySplit="6" topLeftCell="A7" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="17"/>
<cols><col min="1" max="1" width="6" customWidth="1"/><col min="2" max="2" width="28" customWidth="1" style="2"/><col min="3" max="5" width="14" customWidth="1" style="3"/></cols>
<sheetData><row r="1">${text('A1', 1, 'TỈNH ỦY KIÊN GIANG')}<c r="B1" s="1"/></row><row r="2">${text('A2', 1, 'BIỂU 02: CÔNG TÁC DÂN VẬN')}</row>
<row r="3">${text('A3', 0, 'Kỳ báo cáo:')}<c r="C3" s="5"/><c r="E3" s="5"><v>42000</v></c></row>
<row r="6">${text('A6', 2, 'STT')}${text('B6', 2, 'Đơn vị')}${text('C6', 2, 'Hòa giải thành')}${text('D6', 2, 'Tổng số vụ')}${text('E6', 2, 'Tỷ lệ')}</row>
${unitRow(7, 1, 'Xã Bình Minh')}${unitRow(8, 2, 'Vĩnh Bình Bắc')}${unitRow(9, 3, 'THỊ TRẤN VĨNH THUẬN')}
<row r="10">${text('B10', 7, 'Cộng')}<c r="C10" s="7"><f>SUM(C7:C9)</f><v>0</v></c><c r="D10" s="7"><f>SUM(D7:D9)</f><v>2997</v></c>${rate(10)}</row>
<row r="12">${text('B12', 0, 'Ghi chú & "lưu ý"')}</row></sheetData>
<mergeCells count="3"><mergeCell ref="A1:E1"/><mergeCell ref="A2:E2"/><mergeCell ref="C12:E12"/></mergeCells>
<conditionalFormatting sqref="E7:E9"><cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>0.98</formula></cfRule></conditionalFormatting>
<printOptions horizontalCentered="1"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;CTrang &amp;P/&amp;N</oddFooter></headerFooter><drawing r:id="rId1"/></worksheet>`;

const SECOND = `<x:worksheet xmlns:x="${NAMESPACE}"><x:sheetData><x:row r="2"><x:c r="B2"><x:f>'Biểu 02'!C10*2</x:f><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`;

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const DRAWING = `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="200000" cy="200000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="${RELATIONS}" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="200000" cy="200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`;

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const rels = (...targets: readonly (readonly [kind: string, target: string])[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(
      ([kind, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${kind}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** The parts of a province's table by their names, as Excel would write them: merged titles, sums, a picture, a page to print. */
export function provinceParts(): Record<string, string | Buffer> {
  return {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>`,
    '_rels/.rels': rels(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets><sheet name="Biểu 02" sheetId="1" r:id="rId1"/><sheet name="Phụ lục" sheetId="4" r:id="rId2"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">'Biểu 02'!$A$1:$E$12</definedName></definedNames><calcPr calcId="191029" calcMode="manual"/></workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      ['worksheet', 'worksheets/sheet1.xml'],
      ['worksheet', '/xl/worksheets/sheet2.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ),
    'xl/worksheets/sheet1.xml': SHEET,
    'xl/worksheets/_rels/sheet1.xml.rels': rels(['drawing', '../drawings/drawing1.xml']),
    'xl/worksheets/sheet2.xml': SECOND,
    'xl/styles.xml': STYLES,
    'xl/sharedStrings.xml': `<sst xmlns="${NAMESPACE}" count="${STRINGS.length}" uniqueCount="${STRINGS.length}">${STRINGS.map(
      (words) => `<si><t>${words.replaceAll('&', '&amp;')}</t></si>`,
    ).join('')}</sst>`,
    'xl/drawings/drawing1.xml': DRAWING,
    'xl/drawings/_rels/drawing1.xml.rels': rels(['image', '../media/image1.png']),
    'xl/media/image1.png': PIXEL,
  };
}

/** The workbook of these parts. */
export function zipped(parts: Readonly<Record<string, string | Buffer>> = provinceParts()): Buffer {
  const files = Object.entries(parts).map(([name, part]) => [
    name,
    typeof part === 'string' ? strToU8(name.endsWith('.xml') ? HEAD + part : part) : part,
  ]);
  return Buffer.from(zipSync(Object.fromEntries(files), { mtime: '2017-01-01' }));
}
