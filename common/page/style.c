/*
 * style.c - colours, and the one style sheet of every page.
 */
#include "page/style.h"

#include <stdbool.h>
#include <stdint.h>

#include <nettle/base64.h>
#include <nettle/sha2.h>

/* On paper and on a dark screen; the two backgrounds are INK_PAPER. */
struct colours {
	const char *light, *dark;
};

static const struct colours colours[INKS] = {
	[INK_NONE] = { "none", "none" },
	[INK_TEXT] = { "#1a1d21", "#e6e8ea" },
	[INK_FAINT] = { "#59626d", "#a3acb6" },
	[INK_GRID] = { "#d5dae0", "#3a4149" },
	[INK_PAPER] = { "#ffffff", "#15181c" },
	[INK_MARK] = { "#1a1d21", "#e6e8ea" },
	[INK_WARN_BAND] = { "#fff5d9", "#332b12" },
	[INK_FAIL_BAND] = { "#fdebe7", "#38201c" },
	[INK_WARN_EDGE] = { "#b08a00", "#b3922e" },
	[INK_FAIL_EDGE] = { "#c0503f", "#c8685a" },
	[INK_WARN_CELL] = { "#ffe08a", "#6b5600" },
	[INK_FAIL_CELL] = { "#f7a791", "#8c2f22" },
	[INK_UNSURE_CELL] = { "#d9def5", "#343d68" },
	[INK_VOID] = { "#e4e7eb", "#2a2f36" },
	[INK_PASS] = { "#00684a", "#52c49a" },
	[INK_INCONCLUSIVE] = { "#3d4f9e", "#a5b4f5" },
	[INK_WARNING] = { "#775200", "#e8b84a" },
	[INK_FAIL] = { "#a8200d", "#ff8d7a" },
	[INK_A] = { "#009e73", "#2fbf93" },
	[INK_C] = { "#0072b2", "#4aa8e0" },
	[INK_G] = { "#b87a00", "#e69f00" },
	[INK_T] = { "#d55e00", "#f0813a" },
	[INK_OTHER] = { "#59626d", "#a3acb6" },
	[INK_AREA] = { "#0072b2", "#3a93cf" },
	[INK_AREA + 1] = { "#e69f00", "#e69f00" },
	[INK_AREA + 2] = { "#009e73", "#1fae85" },
	[INK_AREA + 3] = { "#d55e00", "#e0752a" },
	[INK_AREA + 4] = { "#56b4e9", "#56b4e9" },
	[INK_AREA + 5] = { "#cc79a7", "#cc79a7" },
	[INK_AREA + 6] = { "#000000", "#d0d4d8" },
	[INK_LINE] = { "#0072b2", "#4aa3dd" },
	[INK_LINE + 1] = { "#b87a00", "#e69f00" },
	[INK_LINE + 2] = { "#00916a", "#2fbf93" },
	[INK_LINE + 3] = { "#d55e00", "#f0813a" },
	[INK_LINE + 4] = { "#2e8bc0", "#7cc6ef" },
	[INK_LINE + 5] = { "#b85f92", "#dd93bb" },
	[INK_LINE + 6] = { "#000000", "#d0d4d8" },
	[INK_NAME] = { "#00629b", "#6db8ec" },
	[INK_NAME + 1] = { "#875900", "#eaad2c" },
	[INK_NAME + 2] = { "#006c4f", "#4cc9a0" },
	[INK_NAME + 3] = { "#a64900", "#f5955a" },
	[INK_NAME + 4] = { "#1c6a99", "#8bcdf1" },
	[INK_NAME + 5] = { "#96406f", "#e3a3c6" },
	[INK_NAME + 6] = { "#000000", "#d0d4d8" },
};

static const char sheet[] =
	":root{color-scheme:light dark}\n"
	"*{box-sizing:border-box}\n"
	"body{margin:0 auto;padding:24px 20px 48px;max-width:1060px;"
	"background:var(--paper);color:var(--text);"
	"font:15px/1.45 Helvetica,Arial,sans-serif;"
	"overflow-wrap:anywhere}\n"
	"h1{font-size:26px;line-height:1.2;margin:0}\n"
	"h2{font-size:19px;line-height:1.3;margin:36px 0 8px}\n"
	"h3{font-size:15px;margin:0 0 4px}\n"
	"p{margin:6px 0}\n"
	"a{color:inherit}\n"
	"bdi{unicode-bidi:isolate}\n"
	"code,pre,.code{font-family:ui-monospace,Menlo,Consolas,monospace;"
	"font-size:13px}\n"
	"pre{user-select:all;-webkit-user-select:all;white-space:pre-wrap;"
	"margin:6px 0;padding:8px 10px;border:1px solid var(--grid);"
	"border-radius:4px;background:var(--panel)}\n"
	"small,.faint{color:var(--faint);font-size:13px}\n"
	"svg{max-width:100%;height:auto;vertical-align:middle}\n"
	".flag svg{width:13px;height:13px;max-width:none;margin-right:5px;"
	"vertical-align:-1px}\n"
	".skip{position:absolute;left:-9999px}\n"
	".skip:focus{left:8px;top:8px;padding:6px 10px;"
	"background:var(--paper);z-index:2}\n"
	":focus-visible{outline:3px solid var(--focus);outline-offset:2px}\n"
	".flag{font-weight:bold;white-space:nowrap}\n"
	".head{display:flex;flex-wrap:wrap;gap:4px 16px;"
	"justify-content:space-between;align-items:baseline}\n"
	".verdict{display:flex;flex-wrap:wrap;gap:8px 24px;"
	"justify-content:space-between;align-items:center;margin:16px 0 0;"
	"padding:14px 18px;border-left:5px solid;border-radius:3px}\n"
	".verdict h2{margin:0;font-size:22px}\n"
	".verdict p{margin:2px 0 0}\n"
	".verdict div:first-child{flex:1 1 24em}\n"
	".tally{display:flex;flex-wrap:wrap;align-items:baseline;"
	"gap:4px 14px;margin:0;padding:0;"
	"list-style:none}\n"
	".tally b{font-size:20px}\n"
	".cards{display:grid;gap:12px;padding:0;margin:10px 0;"
	"list-style:none;counter-reset:card;"
	"grid-template-columns:repeat(auto-fit,minmax(min(100%,290px),1fr))}"
	"\n"
	".cards>li{border:1px solid var(--grid);border-radius:5px;"
	"padding:12px 14px}\n"
	".cards h3::before{counter-increment:card;"
	"content:counter(card) \". \"}\n"
	".scroll{overflow-x:auto}\n"
	"table{border-collapse:collapse;width:100%;margin:6px 0;"
	"overflow-wrap:break-word}\n"
	"table bdi{overflow-wrap:anywhere}\n"
	"td.code,td.code bdi{white-space:nowrap;overflow-wrap:normal}\n"
	"[scope=row]{min-width:7em}thead .number{min-width:3.6em}"
	"thead .number bdi{white-space:normal}\n"
	"th,td{padding:3px 8px 3px 0;text-align:left;vertical-align:middle;"
	"border-bottom:1px solid var(--grid)}\n"
	"th{font-weight:normal}\n"
	"thead th,caption{color:var(--faint);font-weight:bold;"
	"font-size:13px;text-align:left}\n"
	"caption{padding:4px 0}\n"
	"td:last-child,th:last-child{padding-right:0}\n"
	".number{text-align:right;white-space:nowrap;"
	"font-variant-numeric:tabular-nums}\n"
	"thead .number{white-space:normal}\n"
	".n1>*>*>:nth-child(1),.n2>*>*>:nth-child(2),"
	".n3>*>*>:nth-child(3),.n4>*>*>:nth-child(4),"
	".n5>*>*>:nth-child(5),.n6>*>*>:nth-child(6),"
	".n7>*>*>:nth-child(7),.n8>*>*>:nth-child(8),"
	".n9>*>*>:nth-child(9){text-align:right;white-space:nowrap;"
	"font-variant-numeric:tabular-nums}\n"
	".members{min-width:15em;padding-left:12px}"
	".rows td:last-child{min-width:15em}\n"
	"[class^=n] th{min-width:3.6em;white-space:normal!important}\n"
	".group>th{padding-top:16px;font-weight:bold}\n"
	".verdicts{margin-top:0;line-height:1.25}\n"
	".verdicts .plot{padding:0 10px;width:280px;line-height:0;"
	"overflow:hidden}\n"
	".plot svg{max-width:none;overflow:visible}\n"
	".verdicts td:first-child{padding-right:14px}\n"
	".verdicts [scope=row]{min-width:136px;overflow-wrap:normal}\n"
	".spark{min-width:124px;padding:0 4px}.spark svg{max-width:none}\n"
	".found{font-size:14px;min-width:150px}"
	".found small{white-space:nowrap}"
	".found small bdi{white-space:normal}\n"
	".lanes{white-space:nowrap;font-size:14px}\n"
	".lanes>div{line-height:19px;min-height:19px}\n"
	".lanes bdi{display:inline-block;max-width:9em;overflow:hidden;"
	"text-overflow:ellipsis;vertical-align:bottom}\n"
	".filter{display:flex;flex-wrap:wrap;gap:0 16px;"
	"border:0;margin:0;padding:0;font-size:14px}\n"
	".filter label{cursor:pointer;padding:2px 4px}\n"
	".top{display:flex;flex-wrap:wrap;gap:0 16px;"
	"justify-content:space-between;align-items:baseline}\n"
	".top h2{margin-bottom:2px}\n"
	".all:has(.attention:checked) .calm{display:none}\n"
	".legend{display:flex;flex-wrap:wrap;gap:2px 18px;margin:4px 0 8px;"
	"padding:0;list-style:none}\n"
	".check{border-top:2px solid var(--text);margin-top:32px;"
	"padding-top:4px}\n"
	".check.calm{border-top:1px solid var(--grid);margin-top:14px}\n"
	".check h2{margin:8px 0 4px}\n"
	".up{font-size:13px;margin:0}\n"
	".check.calm h2{font-size:16px}\n"
	".check .flag{margin-right:5px;font-size:15px}\n"
	".say{font-size:16px}\n"
	".figures{display:flex;flex-wrap:wrap;gap:12px 20px;margin:8px 0}\n"
	".figures>*{flex:1 1 440px;min-width:0;overflow-x:auto}\n"
	".figures>.wide{flex-basis:100%}\n"
	"figure{margin:0}\n"
	"figcaption{color:var(--faint);font-size:13px}\n"
	"details{margin:8px 0}\n"
	"summary{cursor:pointer;width:fit-content;padding:2px 4px 2px 0}\n"
	"details table{font-size:13px}\n"
	".passed{margin:4px 0}\n"
	".matrices{display:flex;flex-wrap:wrap;gap:16px 28px;margin:8px 0}\n"
	".matrices>*{max-width:100%;overflow-x:auto}\n"
	".matrices svg{max-width:none}\n"
	"body:has(.index){max-width:none}\n"
	".index{font-size:13px;line-height:1.25}\n"
	".index td,.index th{padding:5px 8px;overflow-wrap:normal}\n"
	".index thead th{vertical-align:bottom}\n"
	".index th:first-child{position:sticky;left:0;"
	"background:var(--paper);min-width:9em;max-width:16em;"
	"overflow-wrap:anywhere}\n"
	".index .first{min-width:15em}\n"
	".index svg{max-width:none}\n"
	"@page wide{size:A4 landscape;margin:10mm}\n"
	"@media print{body:has(.index){page:wide}"
	".scroll{overflow:visible}"
	".index,.index thead th,.index .flag{font-size:6pt;"
	"white-space:normal}"
	".index td,.index th,.index .first{"
	"padding:1px 2px;min-width:0}"
	".index th:first-child{min-width:8em}"
	".index .shape{width:7px;height:7px;margin-right:2px}}\n"
	".foot{border-top:1px solid var(--grid);margin-top:44px;"
	"padding-top:12px}\n"
	"dl{display:grid;grid-template-columns:max-content 1fr;"
	"gap:3px 16px;margin:0}\n"
	"dt{color:var(--faint)}\n"
	"dd{margin:0;min-width:0}\n"
	"@media screen and (max-width:960px){.verdicts .plot{width:200px}"
	".plot svg{width:200px}}\n"
	"@media screen and (max-width:700px){"
	".figures>.wide svg{max-width:none}"
	"body{padding:14px 12px 32px;font-size:14px}"
	".verdicts,.verdicts tbody,.verdicts tr{display:block}"
	".verdicts thead{display:none}"
	".verdicts tr{border-bottom:1px solid var(--grid);padding:5px 0;"
	"display:flex;flex-wrap:wrap;align-items:center;gap:1px 10px}"
	".verdicts td,.verdicts th{border:0;padding:0;height:auto;"
	"text-align:left}"
	".verdicts .found,.verdicts .plot{flex-basis:100%}"
	".verdicts td:empty{display:none}"
	".verdicts .plot{padding:0}"
	".verdicts .plot svg{width:auto;max-width:100%}"
	".verdicts .group>.plot:empty{display:none}"
	".verdicts .group>th{padding-top:12px}}\n"
	"@media print{@page{size:A4;margin:14mm}"
	"body{max-width:none;padding:0;font-size:9pt}"
	".verdicts .plot{width:150px;padding:0 4px}.plot svg{width:150px}"
	".found,.lanes,small,.faint{font-size:8pt}"
	".verdicts [scope=row]{min-width:0}"
	".found{min-width:130px;overflow-wrap:anywhere}"
	".found small{white-space:normal}"
	".verdicts th,.verdicts td,th,td{padding-right:5px;font-size:8.5pt}"
	".spark{min-width:64px}.spark svg{width:60px}"
	".scroll{overflow:visible}"
	".filter,.skip,.up{display:none}"
	".cards>li,tr,figure,.verdict,.matrices>*{break-inside:avoid}"
	".say{font-size:10pt}h2,h3,.top,.group,.say{break-after:avoid}"
	"pre{user-select:auto}"
	".figures>*{flex-basis:300px}"
	"*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n";

/* Colours that are no ink of a chart: behind commands, and of the focus. */
static const struct colours panel = { "#f5f7f9", "#1f242a" };
static const struct colours focus = { "#0b63c4", "#7ab8ff" };

static const char *
side_of(const struct colours *c, bool dark)
{
	return dark ? c->dark : c->light;
}

/* The variables, what is coloured by a flag or a class, and the inks. */
static void
add_colours(struct text *to, bool dark)
{
	static const char *const flags[] = { "pass", "inconclusive",
					     "warning", "fail" };
	static const enum ink back[] = { INK_VOID, INK_UNSURE_CELL,
					 INK_WARN_BAND, INK_FAIL_BAND };

	text_addf(to,
		  ":root{--paper:%s;--text:%s;--faint:%s;--grid:%s;"
		  "--panel:%s;--focus:%s}",
		  side_of(&colours[INK_PAPER], dark),
		  side_of(&colours[INK_TEXT], dark),
		  side_of(&colours[INK_FAINT], dark),
		  side_of(&colours[INK_GRID], dark), side_of(&panel, dark),
		  side_of(&focus, dark));
	for (int i = 0; i < 4; i++)
		text_addf(to, ".%s{color:%s}.on-%s{background:%s;"
			  "border-color:%s}", flags[i],
			  side_of(&colours[INK_PASS + i], dark), flags[i],
			  side_of(&colours[back[i]], dark),
			  side_of(&colours[INK_PASS + i], dark));
	for (int i = 0; i < CLASS_COLOURS; i++)
		text_addf(to, ".c%d{color:%s}", i,
			  side_of(&colours[INK_NAME + i], dark));
	for (int i = INK_NONE + 1; dark && i < INKS; i++)
		text_addf(to, ".f%d{fill:%s}.s%d{stroke:%s}", i,
			  colours[i].dark, i, colours[i].dark);
	text_addc(to, '\n');
}

void
style_add_sheet(struct text *to)
{
	text_adds(to, sheet);
	add_colours(to, false);
	text_adds(to, "@media screen and (prefers-color-scheme:dark){");
	add_colours(to, true);
	text_adds(to, "}\n");
}

void
style_add_hash(struct text *to)
{
	struct text style = { 0 };
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];
	char base64[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1] = "";

	style_add_sheet(&style);
	sha256_init(&context);
	sha256_update(&context, style.n, (const uint8_t *)style.bytes);
	sha256_digest(&context, sizeof(digest), digest);
	base64_encode_raw(base64, sizeof(digest), digest);
	text_addf(to, "sha256-%s", base64);
	text_release(&style);
}

const char *
ink_colour(enum ink ink)
{
	return colours[ink].light;
}

enum ink
ink_of_flag(enum flag flag)
{
	switch (flag) {
	case FLAG_PASS:
		return INK_PASS;
	case FLAG_INCONCLUSIVE:
		return INK_INCONCLUSIVE;
	case FLAG_WARNING:
		return INK_WARNING;
	case FLAG_FAIL:
		return INK_FAIL;
	case FLAG_NONE:
		break;
	}
	return INK_FAINT;
}

struct class_look
class_look(size_t number)
{
	unsigned colour = (unsigned)(number % CLASS_COLOURS);

	return (struct class_look){
		.area = (enum ink)(INK_AREA + colour),
		.line = (enum ink)(INK_LINE + colour),
		.name = (enum ink)(INK_NAME + colour),
		.dash = (enum dash)(number % DASHES),
	};
}
