/*
 * label_drift.h - do the labels have the same shares in every split? Private
 * to report/.
 */
#ifndef GBQC_REPORT_LABEL_DRIFT_H
#define GBQC_REPORT_LABEL_DRIFT_H

#include "report/column.h"

/* Rows of check `label`, scope `.`, for every two splits. */
void label_drift_judge(struct column *column);

#endif
