// Nothing goes in; texts that would do harm if they were ever taken for more than text come out, and articles that carry them.
// Any that ran would call `alert` or set `window.ran`, which the tests look for.

const many = (text, n) => text.repeat(n);

export const payloads = [
  // Elements
  '<script>window.ran=1</script>',
  '<SCRIPT SRC=//example.org/x.js></SCRIPT>',
  '<scr<script>ipt>window.ran=1</scr</script>ipt>',
  '</title><script>window.ran=1</script>',
  '</textarea><script>window.ran=1</script>',
  '</style><script>window.ran=1</script>',
  '</script><script>window.ran=1</script>',
  '<img src=x onerror=window.ran=1>',
  '<img src=x onerror="window.ran=1">',
  '"><img src=x onerror=window.ran=1>',
  "'><img src=x onerror=window.ran=1>",
  '<img/src=x/onerror=window.ran=1>',
  '<body onload=window.ran=1>',
  '<iframe src="javascript:parent.ran=1"></iframe>',
  '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
  '<object data="javascript:window.ran=1"></object>',
  '<embed src="javascript:window.ran=1">',
  '<link rel=stylesheet href="data:text/css,*{display:none}">',
  '<style>*{display:none!important}</style>',
  '<style>@import "//example.org/x.css";</style>',
  '<base href="//example.org/">',
  '<meta http-equiv=refresh content="0;url=//example.org/">',
  '<form action="//example.org/"><button>x</button></form>',
  '<input autofocus onfocus=window.ran=1>',
  '<details open ontoggle=window.ran=1>',
  '<video><source onerror=window.ran=1></video>',
  '<audio src=x onerror=window.ran=1>',
  '<marquee onstart=window.ran=1>x</marquee>',
  '<a href="javascript:window.ran=1">x</a>',
  '<template><script>window.ran=1</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=window.ran=1>">',
  // SVG and MathML
  '<svg onload=window.ran=1>',
  '<svg><script>window.ran=1</script></svg>',
  '<svg><animate onbegin=window.ran=1 attributeName=x dur=1s>',
  '<svg><a xlink:href="javascript:window.ran=1"><text x=20 y=20>x</text></a></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>window.ran=1</script></svg>#x">',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.ran=1>',
  // Attributes
  '" onmouseover="window.ran=1" x="',
  "' onfocus='window.ran=1' autofocus='",
  '` onload=window.ran=1 `',
  '" style="position:fixed;inset:0;background:red',
  '"><b class="brand">',
  // Addresses
  'javascript:window.ran=1',
  'JaVaScRiPt:window.ran=1',
  'java\tscript:window.ran=1',
  'data:text/html,<script>window.ran=1</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  '//example.org/',
  '../../../../etc/passwd',
  // Templates and entities
  '{window.ran=1}',
  '{{constructor.constructor("window.ran=1")()}}',
  '${window.ran=1}',
  '{@html "<img src=x onerror=window.ran=1>"}',
  '&lt;script&gt;window.ran=1&lt;/script&gt;',
  '&#60;img src=x onerror=window.ran=1&#62;',
  '\\u003cscript\\u003ewindow.ran=1\\u003c/script\\u003e',
  '__proto__',
  'constructor',
  "'; DROP TABLE event; --",
  '=HYPERLINK("//example.org","x")',
  // Letters
  '\u202Eكلام معكوس',
  '\u202Dforced\u202C',
  '\u2066isolated',
  '\u2067\u2067\u2067مفتوح',
  '\u200B\u200B\u200Bzero\u200Bwidth',
  '\u200D\u200C\uFEFF',
  'a\u0000b',
  'a\u0008\u001B[31mb',
  '\uFFFE\uFFFF',
  many('طويل', 400),
  many('W', 2000),
  `ا${many('\u064B\u0651', 200)}`,
  many('🏳️‍🌈', 60),
  many('<b>', 300),
];

/** A report of a meeting with the text in its midst, so that a record is made around it. */
export const around = (payload) =>
  `القاهرة تستقبل وفداً ${payload}\n\nالقاهرة - التقى وزير الخارجية المصري ${payload} نظيره التركي في القاهرة يوم الأحد 5 مايو 2024. وقال مسؤول تركي ${payload} إن الوزيرين بحثا «${payload}».\n\n${payload}`;

/** The articles for an archive: title, outlet and address are hostile too. */
export const articles = payloads.map((payload, i) => ({
  id: `hostile-${i}`,
  text: around(payload),
  title: `القاهرة تستقبل وفداً ${payload}`,
  source: payload,
  url: payload,
  published: '2024-05-06',
}));

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const article of articles) console.log(JSON.stringify(article));
}
