/*
 * multiqc_text.h - names and heads, as files for MultiQC have them. Private to
 * export/.
 */
#ifndef GBQC_EXPORT_MULTIQC_TEXT_H
#define GBQC_EXPORT_MULTIQC_TEXT_H

struct output;

/*
 * A name as the key of a JSON object: `"name":`. MultiQC puts names into its
 * page as they are, so each letter but A-Z, a-z, 0-9, `._|-` and the blank
 * becomes `_`, and so does no name at all.
 */
void multiqc_put_name(struct output *out, const char *name);

/*
 * The head of a section below the common heading; all texts are the tool's
 * own. The caller adds pconfig and data.
 */
void multiqc_put_section(struct output *out, const char *id, const char *name,
			 const char *plot, const char *description);

#endif
