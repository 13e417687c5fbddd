/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-read-limits.h"

#include "tf-reader-protocol.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static gboolean armed;

#ifdef __SANITIZE_ADDRESS__

/* The sanitizer maps far more address space than the limit and must be able to trace its
 * own process, so it is given a limit of its own and the process stays traceable. */
const char *__asan_default_options         (void);
const char *__asan_get_report_description  (void);
const char *__lsan_default_suppressions    (void);
void        __sanitizer_set_death_callback (void (*callback) (void));

const char *
__asan_default_options (void)
{
  return "max_allocation_size_mb=1024";
}

/* The list of fonts is kept to the end. */
const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig\nleak:libpango";
}

static void
death_cb (void)
{
  const char *report = __asan_get_report_description ();

  if (report != NULL && strstr (report, "allocation-size-too-big") != NULL)
    _exit (TF_READER_EXIT_MEMORY);
}

#else

/* Poppler draws an empty page where memory for a picture is refused. A page that is wrong
 * without a word is worse than none, so the first refusal ends the process. */
extern void *__libc_malloc  (size_t  size);
extern void *__libc_calloc  (size_t  n,
                             size_t  size);
extern void *__libc_realloc (void   *pointer,
                             size_t  size);

static void *
granted (void   *pointer,
         size_t  size)
{
  if (pointer == NULL && size > 0 && armed)
    _exit (TF_READER_EXIT_MEMORY);

  return pointer;
}

void *
malloc (size_t size)
{
  return granted (__libc_malloc (size), size);
}

void *
calloc (size_t n,
        size_t size)
{
  return granted (__libc_calloc (n, size), n > 0 ? size : 0);
}

void *
realloc (void   *pointer,
         size_t  size)
{
  return granted (__libc_realloc (pointer, size), size);
}

#endif

static gboolean
limit (int    resource,
       rlim_t value)
{
  struct rlimit current, wanted = { value, value };

  if (getrlimit (resource, &current) == 0 && current.rlim_max < value)
    wanted.rlim_cur = wanted.rlim_max = current.rlim_max;

  return setrlimit (resource, &wanted) == 0;
}

/* The soft limit sends a signal that tells time from any other end. */
static gboolean
limit_time (void)
{
  const struct rlimit wanted = { TF_READER_MAX_SECONDS, TF_READER_MAX_SECONDS + 2 };

  return setrlimit (RLIMIT_CPU, &wanted) == 0;
}

static gboolean
limit_memory (void)
{
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_set_death_callback (death_cb);
  return TRUE;
#else
  return prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
         limit (RLIMIT_AS, TF_READER_MAX_MEMORY);
#endif
}

/* Only the standard descriptors and the file itself stay open. */
static void
close_others (void)
{
  for (int fd = TF_READER_FD + 1; fd < 1024; fd++)
    close (fd);
}

/**
 * tf_read_limits_apply:
 *
 * Takes from this process what reading a file does not need: memory, time, writing files,
 * more descriptors, new privileges, and living on without the program that started it.
 *
 * Returns: whether every limit holds; without them no file may be looked at
 */
gboolean
tf_read_limits_apply (void)
{
  close_others ();

  /* A cache that cannot be written is no reason to die. */
  signal (SIGXFSZ, SIG_IGN);

  armed = limit (RLIMIT_CORE, 0) &&
          limit (RLIMIT_FSIZE, 0) &&
          limit (RLIMIT_NOFILE, TF_READER_MAX_FILES) &&
          limit_time () &&
          prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
          prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
          limit_memory ();

  return armed;
}
