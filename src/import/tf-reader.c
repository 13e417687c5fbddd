/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-reader.h"

#include "tf-file-name.h"
#include "tf-reader-answer.h"
#include "tf-reader-child.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_CHILDREN        2
#define DEFAULT_TIME_LIMIT  30000
#define CANCEL_INTERVAL     (50 * G_TIME_SPAN_MILLISECOND)

G_DEFINE_QUARK (tf-reader-error-quark, tf_reader_error)

struct _TfReader
{
  GObject      parent_instance;

  char        *program;
  guint        time_limit;   /* milliseconds */

  GThreadPool *pool;         /* of GTask with a Request */
  guint        n_requests;

  GMutex       mutex;
  GCond        freed;
  guint        n_children;   /* under the mutex */
};

G_DEFINE_FINAL_TYPE (TfReader, tf_reader, G_TYPE_OBJECT)

typedef enum {
  WANT_FACTS,
  WANT_PAGE,
  WANT_TEXT,
} Want;

typedef struct
{
  Want      want;
  GFile    *file;
  char     *name;      /* safe to show */
  guint     page;
  guint     width;
  guint     serial;    /* rises with every request */
  gboolean  complete;  /* of the text that was found */
} Request;

static Request *
request_new (Want        want,
             GFile      *file,
             const char *name)
{
  Request *self = g_new0 (Request, 1);
  g_autofree char *base = name == NULL ? g_file_get_basename (file) : NULL;

  self->want = want;
  self->file = g_object_ref (file);
  self->name = tf_file_name_display (name != NULL ? name : base);

  return self;
}

static void
request_free (Request *self)
{
  g_object_unref (self->file);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
text_free (gpointer pages)
{
  g_ptr_array_unref (pages);
}

/* Pages go first, the newest before the others: it is the one that is looked at. */
static int
compare_tasks (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const Request *one = g_task_get_task_data ((GTask *) a);
  const Request *other = g_task_get_task_data ((GTask *) b);

  if (one->want != other->want)
    return (one->want == WANT_PAGE ? 0 : 1 + one->want) -
           (other->want == WANT_PAGE ? 0 : 1 + other->want);
  if (one->want == WANT_PAGE)
    return one->serial > other->serial ? -1 : 1;

  return one->serial < other->serial ? -1 : 1;
}

static gboolean
take_slot (TfReader      *self,
           GCancellable  *cancellable,
           GError       **error)
{
  gboolean cancelled = FALSE;

  g_mutex_lock (&self->mutex);
  while (self->n_children >= MAX_CHILDREN &&
         !(cancelled = g_cancellable_is_cancelled (cancellable)))
    g_cond_wait_until (&self->freed, &self->mutex, g_get_monotonic_time () + CANCEL_INTERVAL);
  if (!cancelled)
    self->n_children++;
  g_mutex_unlock (&self->mutex);

  if (cancelled)
    g_cancellable_set_error_if_cancelled (cancellable, error);

  return !cancelled;
}

static void
give_slot (TfReader *self)
{
  g_mutex_lock (&self->mutex);
  self->n_children--;
  g_cond_signal (&self->freed);
  g_mutex_unlock (&self->mutex);
}

/* Opening must not wait for the other end of a pipe, nor take over a terminal. */
static int
open_file (Request  *request,
           GError  **error)
{
  g_autofree char *path = g_file_get_path (request->file);
  struct stat info;
  int fd;

  if (path == NULL)
    {
      g_set_error (error, TF_READER_ERROR, TF_READER_ERROR_FAILED,
                   _("“%s” could not be read: it is not on this computer."), request->name);
      return -1;
    }

  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);
  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, TF_READER_ERROR, TF_READER_ERROR_FAILED,
                   _("“%s” could not be read: %s."), request->name, g_strerror (code));
      return -1;
    }
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      close (fd);
      g_set_error (error, TF_READER_ERROR, TF_READER_ERROR_FAILED,
                   _("“%s” could not be read: it is no regular file."), request->name);
      return -1;
    }

  return fd;
}

static gsize
get_max_answer (Request *request)
{
  switch (request->want)
    {
    case WANT_FACTS:
      return TF_READER_MAX_INFO;
    case WANT_PAGE:
      return sizeof (TfReaderPageHeader) + (TF_READER_MAX_PIXELS + TF_READER_MAX_WIDTH * 2) * 4;
    case WANT_TEXT:
    default:
      return TF_READER_MAX_TEXT + (TF_READER_MAX_PAGES + 1) * sizeof (TfReaderTextHeader);
    }
}

static GBytes *
ask (TfReader      *self,
     Request       *request,
     TfReaderExit  *end,
     GCancellable  *cancellable,
     GError       **error)
{
  static const char *const commands[] = { "info", "page", "text" };
  char page[16], width[16];
  const char *arguments[] = { commands[request->want], NULL, NULL, NULL };
  g_autoptr(GError) local_error = NULL;
  GBytes *answer;
  int fd = open_file (request, error);

  if (fd < 0)
    return NULL;
  if (request->want == WANT_PAGE)
    {
      g_snprintf (page, sizeof page, "%u", request->page);
      g_snprintf (width, sizeof width, "%u", request->width);
      arguments[1] = page;
      arguments[2] = width;
    }

  answer = tf_reader_child_run (self->program, arguments, fd, get_max_answer (request),
                                self->time_limit, end, cancellable, &local_error);
  if (answer == NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (answer == NULL)
    g_set_error (error, TF_READER_ERROR, TF_READER_ERROR_FAILED,
                 _("“%s” could not be shown because a part of Techfile is missing (%s). "
                   "Install Techfile again."), request->name, local_error->message);

  return answer;
}

/* What was asked for, or NULL. What a reader said before it died counts for text only. */
static gpointer
understand (Request      *request,
            GBytes       *answer,
            TfReaderExit *end)
{
  gpointer result = NULL;

  if (request->want == WANT_TEXT)
    {
      GPtrArray *pages = tf_reader_answer_parse_text (answer, &request->complete);

      if (pages != NULL && *end != TF_READER_EXIT_OK && pages->len == 0)
        g_clear_pointer (&pages, g_ptr_array_unref);
      result = pages;
    }
  else if (*end == TF_READER_EXIT_OK && request->want == WANT_FACTS)
    {
      result = tf_reader_answer_parse_facts (answer);
    }
  else if (*end == TF_READER_EXIT_OK)
    {
      result = tf_reader_answer_parse_page (answer);
    }

  if (result == NULL && *end == TF_READER_EXIT_OK)
    *end = TF_READER_EXIT_CRASHED;

  return result;
}

static gpointer
run (TfReader      *self,
     Request       *request,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(GBytes) answer = NULL;
  TfReaderExit end;
  gpointer result;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !take_slot (self, cancellable, error))
    return NULL;

  answer = ask (self, request, &end, cancellable, error);
  give_slot (self);
  if (answer == NULL)
    return NULL;

  result = understand (request, answer, &end);
  if (result == NULL)
    tf_reader_answer_set_error (end, request->name, request->want == WANT_TEXT, error);

  return result;
}

static void
pool_cb (gpointer data,
         gpointer user_data)
{
  static const GDestroyNotify frees[] = {
    (GDestroyNotify) tf_file_facts_free, (GDestroyNotify) tf_page_image_free, text_free,
  };
  g_autoptr(GTask) task = data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer result = run (g_task_get_source_object (task), request,
                         g_task_get_cancellable (task), &error);

  if (result != NULL)
    g_task_return_pointer (task, result, frees[request->want]);
  else
    g_task_return_error (task, error);
}

static void
queue (TfReader            *self,
       Request             *request,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  request->serial = self->n_requests++;
  g_task_set_source_tag (task, queue);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_thread_pool_push (self->pool, task, NULL);
}

static void
tf_reader_finalize (GObject *object)
{
  TfReader *self = TF_READER (object);

  /* Every request holds a reference, so nothing is waiting any more. The last reference may
   * be dropped by a thread of the pool itself, which must not wait for itself. */
  g_thread_pool_free (self->pool, FALSE, FALSE);
  g_free (self->program);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->freed);

  G_OBJECT_CLASS (tf_reader_parent_class)->finalize (object);
}

static void
tf_reader_class_init (TfReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tf_reader_finalize;
}

static void
tf_reader_init (TfReader *self)
{
  const char *program = g_getenv ("TF_READER");

  self->program = program != NULL
                    ? g_strdup (program)
                    : g_build_filename (TF_LIBEXEC_DIR, "techfile", "techfile-reader", NULL);
  self->time_limit = DEFAULT_TIME_LIMIT;
  self->pool = g_thread_pool_new (pool_cb, NULL, MAX_CHILDREN, FALSE, NULL);
  g_thread_pool_set_sort_function (self->pool, compare_tasks, NULL);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->freed);
}

/**
 * tf_reader_new:
 *
 * Makes what looks into foreign files for this program.
 *
 * Each look is a run of techfile-reader, a program with limits of its own. A file that
 * breaks it costs an error about that file and nothing else. Two run at a time; of the
 * pages that wait, the one asked for last comes first. Set the environment variable
 * `TF_READER` to its path where the program is not installed.
 *
 * All blocking functions may be used in any thread; the others belong to one thread.
 *
 * Returns: (transfer full): a new reader
 */
TfReader *
tf_reader_new (void)
{
  return g_object_new (TF_TYPE_READER, NULL);
}

/**
 * tf_reader_get_time_limit:
 * @self: a reader
 *
 * Gets how long one look may take.
 *
 * Returns: milliseconds
 */
guint
tf_reader_get_time_limit (TfReader *self)
{
  g_return_val_if_fail (TF_IS_READER (self), 0);

  return self->time_limit;
}

/**
 * tf_reader_set_time_limit:
 * @self: a reader
 * @time_limit: milliseconds
 *
 * Sets how long one look may take, before anything is asked. The time that a request waits
 * for its turn does not count.
 */
void
tf_reader_set_time_limit (TfReader *self,
                          guint     time_limit)
{
  g_return_if_fail (TF_IS_READER (self));
  g_return_if_fail (time_limit > 0);

  self->time_limit = time_limit;
}

/**
 * tf_reader_describe:
 * @self: a reader
 * @file: a file on this computer
 * @name: (nullable): what the person calls it, where its own name says nothing
 * @cancellable: (nullable): ends the look
 * @error: return location for an error
 *
 * Finds out what a file is. Blocks.
 *
 * A file that is locked, damaged or of an unknown type is no error; the facts say so.
 *
 * Returns: (transfer full) (nullable): the facts, or `NULL` with @error set
 */
TfFileFacts *
tf_reader_describe (TfReader      *self,
                    GFile         *file,
                    const char    *name,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(Request) request = NULL;

  g_return_val_if_fail (TF_IS_READER (self) && G_IS_FILE (file), NULL);

  request = request_new (WANT_FACTS, file, name);

  return run (self, request, cancellable, error);
}

/**
 * tf_reader_describe_async:
 * @self: a reader
 * @file: a file on this computer
 * @name: (nullable): what the person calls it
 * @cancellable: (nullable): ends the look
 * @callback: called with the result
 * @user_data: given to @callback
 *
 * Does what tf_reader_describe() does, without blocking.
 */
void
tf_reader_describe_async (TfReader            *self,
                          GFile               *file,
                          const char          *name,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (TF_IS_READER (self) && G_IS_FILE (file));

  queue (self, request_new (WANT_FACTS, file, name), cancellable, callback, user_data);
}

/**
 * tf_reader_describe_finish:
 * @self: a reader
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends tf_reader_describe_async().
 *
 * Returns: (transfer full) (nullable): the facts, or `NULL` with @error set
 */
TfFileFacts *
tf_reader_describe_finish (TfReader      *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tf_reader_render_page:
 * @self: a reader
 * @file: a file on this computer
 * @name: (nullable): what the person calls it
 * @page: which page, from 1
 * @width: wanted width in pixels, up to %TF_READER_MAX_WIDTH
 * @cancellable: (nullable): ends the look
 * @error: return location for an error
 *
 * Draws a page of a PDF, a picture, or a page of text. Blocks.
 *
 * The result is narrower than @width where the page would have too many pixels, or the
 * picture has fewer. It is opaque and upright.
 *
 * Returns: (transfer full) (nullable): the page, or `NULL` with @error set
 */
TfPageImage *
tf_reader_render_page (TfReader      *self,
                       GFile         *file,
                       const char    *name,
                       guint          page,
                       guint          width,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(Request) request = NULL;

  g_return_val_if_fail (TF_IS_READER (self) && G_IS_FILE (file), NULL);
  g_return_val_if_fail (page > 0 && width > 0 && width <= TF_READER_MAX_WIDTH, NULL);

  request = request_new (WANT_PAGE, file, name);
  request->page = page;
  request->width = width;

  return run (self, request, cancellable, error);
}

/**
 * tf_reader_render_page_async:
 * @self: a reader
 * @file: a file on this computer
 * @name: (nullable): what the person calls it
 * @page: which page, from 1
 * @width: wanted width in pixels
 * @cancellable: (nullable): ends the look
 * @callback: called with the result
 * @user_data: given to @callback
 *
 * Does what tf_reader_render_page() does, without blocking.
 */
void
tf_reader_render_page_async (TfReader            *self,
                             GFile               *file,
                             const char          *name,
                             guint                page,
                             guint                width,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Request *request;

  g_return_if_fail (TF_IS_READER (self) && G_IS_FILE (file));
  g_return_if_fail (page > 0 && width > 0 && width <= TF_READER_MAX_WIDTH);

  request = request_new (WANT_PAGE, file, name);
  request->page = page;
  request->width = width;
  queue (self, request, cancellable, callback, user_data);
}

/**
 * tf_reader_render_page_finish:
 * @self: a reader
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends tf_reader_render_page_async().
 *
 * Returns: (transfer full) (nullable): the page, or `NULL` with @error set
 */
TfPageImage *
tf_reader_render_page_finish (TfReader      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tf_reader_extract_text:
 * @self: a reader
 * @file: a file on this computer
 * @name: (nullable): what the person calls it
 * @complete: (out) (optional): whether this is all of the text
 * @cancellable: (nullable): ends the look
 * @error: return location for an error
 *
 * Reads the text inside a PDF, a text, a web page or an office file. Blocks.
 *
 * Pages without text are left out. The text ends at a limit, and a file that breaks the
 * reader halfway still gives what came before; @complete tells of both.
 *
 * Returns: (transfer full) (nullable) (element-type TfPageText): the text page by page, or
 *   `NULL` with @error set
 */
GPtrArray *
tf_reader_extract_text (TfReader      *self,
                        GFile         *file,
                        const char    *name,
                        gboolean      *complete,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(Request) request = NULL;
  GPtrArray *pages;

  g_return_val_if_fail (TF_IS_READER (self) && G_IS_FILE (file), NULL);

  request = request_new (WANT_TEXT, file, name);
  pages = run (self, request, cancellable, error);
  if (complete != NULL)
    *complete = request->complete;

  return pages;
}

/**
 * tf_reader_extract_text_async:
 * @self: a reader
 * @file: a file on this computer
 * @name: (nullable): what the person calls it
 * @cancellable: (nullable): ends the look
 * @callback: called with the result
 * @user_data: given to @callback
 *
 * Does what tf_reader_extract_text() does, without blocking.
 */
void
tf_reader_extract_text_async (TfReader            *self,
                              GFile               *file,
                              const char          *name,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (TF_IS_READER (self) && G_IS_FILE (file));

  queue (self, request_new (WANT_TEXT, file, name), cancellable, callback, user_data);
}

/**
 * tf_reader_extract_text_finish:
 * @self: a reader
 * @result: what the callback was given
 * @complete: (out) (optional): whether this is all of the text
 * @error: return location for an error
 *
 * Ends tf_reader_extract_text_async().
 *
 * Returns: (transfer full) (nullable) (element-type TfPageText): the text page by page, or
 *   `NULL` with @error set
 */
GPtrArray *
tf_reader_extract_text_finish (TfReader      *self,
                               GAsyncResult  *result,
                               gboolean      *complete,
                               GError       **error)
{
  Request *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  request = g_task_get_task_data (G_TASK (result));
  if (complete != NULL)
    *complete = request->complete;

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tf_page_image_free:
 * @self: (transfer full): a page
 *
 * Frees a page.
 */
void
tf_page_image_free (TfPageImage *self)
{
  g_return_if_fail (self != NULL);

  g_bytes_unref (self->pixels);
  g_free (self);
}
