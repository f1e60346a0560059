/*
 * pipe_size.h - how much a pipe holds before who writes must wait.
 */
#ifndef GBQC_IO_PIPE_SIZE_H
#define GBQC_IO_PIPE_SIZE_H

/*
 * Lets a pipe hold n bytes, where the system can and may; what holds as much
 * already, or is no pipe, stays as it is.
 */
void pipe_widen(int file, int n);

#endif
