/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How long the dossier may be out of date while changes come in, in microseconds. */
#define REFRESH_INTERVAL (100 * 1000)

/* How many records of a file may be read at once; more are read in another thread. */
#define MAX_AT_ONCE 500

struct _TfSession
{
  GObject      parent_instance;

  TfWorkspace *workspace;
  TfReader    *reader;
  TfRecord    *product;
  TfRecord    *release;
  TfDossier   *dossier;

  GPtrArray   *changed;     /* records of the library that the dossier lags behind */
  GHashTable  *lagging;     /* the same, as a set */
  gint64       last_number; /* of the record that was added last when the dossier was made */
  gboolean     outdated;    /* it has to be loaded anew */
  GCancellable *loading;    /* or NULL */

  guint        refresh_id;
  gint64       refreshed;   /* monotonic time */
  gboolean     has_problem;
};

G_DEFINE_FINAL_TYPE (TfSession, tf_session, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_WORKSPACE,
  PROP_PRODUCT,
  PROP_RELEASE,
  PROP_DOSSIER,
  N_PROPS
};

enum {
  NAVIGATE,
  MESSAGE,
  UNDOABLE,
  PROBLEM,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void load (TfSession *self);

static void
take_dossier (TfSession *self,
              TfDossier *dossier)
{
  g_clear_pointer (&self->dossier, tf_dossier_unref);
  self->dossier = dossier;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOSSIER]);
}

static void
forget_changes (TfSession *self)
{
  g_hash_table_remove_all (self->lagging);
  g_ptr_array_set_size (self->changed, 0);
  self->outdated = FALSE;
  self->last_number = tf_store_get_number (tf_session_get_store (self), NULL);
}

/* Brings a dossier up to date with what has changed since. */
static TfDossier *
catch_up (TfSession *self,
          TfDossier *dossier)
{
  g_autoptr(GError) error = NULL;
  TfDossier *newer = tf_workspace_update_dossier (self->workspace, dossier, self->changed, &error);

  forget_changes (self);
  if (newer == NULL)
    tf_session_report (self, error);

  return newer != NULL ? newer : tf_dossier_ref (dossier);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfDossier) dossier = tf_workspace_load_dossier_finish (result, &error);
  GWeakRef *reference = user_data;
  g_autoptr(TfSession) self = g_weak_ref_get (reference);

  g_weak_ref_clear (reference);
  g_free (reference);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  if (self->outdated)
    load (self);
  else if (dossier != NULL)
    take_dossier (self, catch_up (self, dossier));
  else
    tf_session_report (self, error);
}

static void
stop_loading (TfSession *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static gboolean
is_large (TfSession *self)
{
  TfStore *store = tf_session_get_store (self);

  return tf_store_count (store, "evidence", tf_record_get_id (self->product), NULL) +
         tf_store_count (store, "link", tf_record_get_id (self->release), NULL) > MAX_AT_ONCE;
}

/* Takes the dossier anew: at once, or soon where reading it would hold up the window. */
static void
load (TfSession *self)
{
  TfDossier *dossier = NULL;
  g_autoptr(GError) error = NULL;

  stop_loading (self);
  forget_changes (self);
  if (self->release != NULL && is_large (self))
    {
      GWeakRef *reference = g_new0 (GWeakRef, 1);

      g_weak_ref_init (reference, self);
      self->loading = g_cancellable_new ();
      tf_workspace_load_dossier_async (self->workspace, self->release, self->loading, loaded_cb,
                                       reference);
      return;
    }

  if (self->release != NULL)
    dossier = tf_workspace_load_dossier (self->workspace, self->release, &error);
  if (error != NULL)
    tf_session_report (self, error);
  else
    take_dossier (self, dossier);
}

static void
refresh (TfSession *self)
{
  g_autoptr(TfDossier) dossier = NULL;

  self->refreshed = g_get_monotonic_time ();
  if (self->loading != NULL)
    return;

  if (self->outdated || self->dossier == NULL)
    {
      load (self);
      return;
    }

  dossier = catch_up (self, self->dossier);
  if (dossier != self->dossier)
    take_dossier (self, g_steal_pointer (&dossier));
}

static gboolean
refresh_cb (gpointer user_data)
{
  TfSession *self = user_data;

  self->refresh_id = 0;
  if (self->release != NULL &&
      (tf_record_is_removed (self->release) || tf_record_is_removed (self->product)))
    {
      tf_session_set_release (self, NULL);
      tf_session_navigate (self, "library");
      return G_SOURCE_REMOVE;
    }

  refresh (self);
  return G_SOURCE_REMOVE;
}

/* Something that is not new and not in the dossier was brought back, perhaps with what is under
 * it. */
static gboolean
comes_back (TfSession  *self,
            TfRecord   *record,
            const char *field)
{
  if (*field != '\0' || tf_record_is_removed (record) ||
      tf_store_get_number (tf_session_get_store (self),
                           tf_record_get_id (record)) > self->last_number)
    return FALSE;

  return self->dossier == NULL || self->loading != NULL ||
         tf_dossier_lookup (self->dossier, tf_record_get_id (record)) == NULL;
}

static void
store_changed_cb (TfStore    *store,
                  TfRecord   *record,
                  const char *field,
                  TfSession  *self)
{
  gint64 wait = self->refreshed + REFRESH_INTERVAL - g_get_monotonic_time ();

  if (self->release == NULL)
    return;

  self->outdated = self->outdated || comes_back (self, record, field);
  if (g_hash_table_add (self->lagging, record))
    g_ptr_array_add (self->changed, g_object_ref (record));
  if (self->refresh_id != 0)
    return;

  if (wait <= 0)
    self->refresh_id = g_idle_add (refresh_cb, self);
  else
    self->refresh_id = g_timeout_add (wait / 1000 + 1, refresh_cb, self);
}

static void
tf_session_constructed (GObject *object)
{
  TfSession *self = TF_SESSION (object);

  G_OBJECT_CLASS (tf_session_parent_class)->constructed (object);

  g_signal_connect_object (tf_workspace_get_store (self->workspace), "changed",
                           G_CALLBACK (store_changed_cb), self, 0);
}

static void
tf_session_dispose (GObject *object)
{
  TfSession *self = TF_SESSION (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  stop_loading (self);
  g_ptr_array_set_size (self->changed, 0);
  g_clear_pointer (&self->dossier, tf_dossier_unref);
  g_clear_object (&self->release);
  g_clear_object (&self->product);
  g_clear_object (&self->reader);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (tf_session_parent_class)->dispose (object);
}

static void
tf_session_finalize (GObject *object)
{
  TfSession *self = TF_SESSION (object);

  g_hash_table_unref (self->lagging);
  g_ptr_array_unref (self->changed);

  G_OBJECT_CLASS (tf_session_parent_class)->finalize (object);
}

static void
tf_session_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  TfSession *self = TF_SESSION (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_PRODUCT:
      g_value_set_object (value, self->product);
      break;
    case PROP_RELEASE:
      g_value_set_object (value, self->release);
      break;
    case PROP_DOSSIER:
      g_value_set_boxed (value, self->dossier);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tf_session_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  TfSession *self = TF_SESSION (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    case PROP_RELEASE:
      tf_session_set_release (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *klass)
{
  /**
   * TfSession:workspace:
   *
   * The open library with its law.
   */
  props[PROP_WORKSPACE] =
    g_param_spec_object ("workspace", NULL, NULL, TF_TYPE_WORKSPACE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * TfSession:product:
   *
   * The product of the release that is shown.
   */
  props[PROP_PRODUCT] =
    g_param_spec_object ("product", NULL, NULL, TF_TYPE_RECORD,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * TfSession:release:
   *
   * The release that is shown, or `NULL`.
   */
  props[PROP_RELEASE] =
    g_param_spec_object ("release", NULL, NULL, TF_TYPE_RECORD,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * TfSession:dossier:
   *
   * The technical file of the release as values, made anew soon after anything changes; `NULL`
   * until a large one is read.
   */
  props[PROP_DOSSIER] =
    g_param_spec_boxed ("dossier", NULL, NULL, TF_TYPE_DOSSIER,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (klass, N_PROPS, props);
}

static guint
new_text_signal (const char *name)
{
  return g_signal_new (name, TF_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tf_session_class_init (TfSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = tf_session_constructed;
  object_class->dispose = tf_session_dispose;
  object_class->finalize = tf_session_finalize;
  object_class->get_property = tf_session_get_property;
  object_class->set_property = tf_session_set_property;

  install_properties (object_class);

  /**
   * TfSession::navigate:
   * @self: the session
   * @place: where somebody wants to go
   *
   * Emitted when another page is wanted.
   */
  signals[NAVIGATE] = new_text_signal ("navigate");
  /**
   * TfSession::message:
   * @self: the session
   * @text: what happened
   *
   * Emitted when something happened that a toast tells.
   */
  signals[MESSAGE] = new_text_signal ("message");
  /**
   * TfSession::undoable:
   * @self: the session
   * @text: what happened
   *
   * Emitted when the last step deserves an offer to undo it.
   */
  signals[UNDOABLE] = new_text_signal ("undoable");
  /**
   * TfSession::problem:
   * @self: the session
   * @text: what went wrong, or "" once it holds no more
   *
   * Emitted when a change could not be saved.
   */
  signals[PROBLEM] = new_text_signal ("problem");
}

static void
tf_session_init (TfSession *self)
{
  self->reader = tf_reader_new ();
  self->lagging = g_hash_table_new (NULL, NULL);
  self->changed = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * tf_session_new:
 * @workspace: the open library with its law
 *
 * Returns: (transfer full): what a window works on, without a release
 */
TfSession *
tf_session_new (TfWorkspace *workspace)
{
  g_return_val_if_fail (TF_IS_WORKSPACE (workspace), NULL);

  return g_object_new (TF_TYPE_SESSION, "workspace", workspace, NULL);
}

/**
 * tf_session_get_workspace:
 * @self: a session
 *
 * Returns: (transfer none): the open library with its law
 */
TfWorkspace *
tf_session_get_workspace (TfSession *self)
{
  g_return_val_if_fail (TF_IS_SESSION (self), NULL);

  return self->workspace;
}

/**
 * tf_session_get_store:
 * @self: a session
 *
 * Returns: (transfer none): the open library
 */
TfStore *
tf_session_get_store (TfSession *self)
{
  g_return_val_if_fail (TF_IS_SESSION (self), NULL);

  return tf_workspace_get_store (self->workspace);
}

/**
 * tf_session_get_law:
 * @self: a session
 *
 * Returns: (transfer none): the catalogue of the law
 */
TfLaw *
tf_session_get_law (TfSession *self)
{
  g_return_val_if_fail (TF_IS_SESSION (self), NULL);

  return tf_workspace_get_law (self->workspace);
}

/**
 * tf_session_get_reader:
 * @self: a session
 *
 * Returns: (transfer none): what looks into files of others, in another process
 */
TfReader *
tf_session_get_reader (TfSession *self)
{
  g_return_val_if_fail (TF_IS_SESSION (self), NULL);

  return self->reader;
}

/**
 * tf_session_get_product:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the product whose release is shown
 */
TfRecord *
tf_session_get_product (TfSession *self)
{
  g_return_val_if_fail (TF_IS_SESSION (self), NULL);

  return self->product;
}

/**
 * tf_session_get_release:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the release that is shown
 */
TfRecord *
tf_session_get_release (TfSession *self)
{
  g_return_val_if_fail (TF_IS_SESSION (self), NULL);

  return self->release;
}

/**
 * tf_session_set_release:
 * @self: a session
 * @release: (nullable): the release to show, or `NULL` for none
 *
 * Shows another release. The dossier is there when this returns, or comes soon where it is large.
 */
void
tf_session_set_release (TfSession *self,
                        TfRecord  *release)
{
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (TF_IS_SESSION (self));
  g_return_if_fail (release == NULL || tf_record_is (release, "release"));

  if (self->release == release)
    return;

  if (release != NULL)
    {
      product = tf_store_get (tf_session_get_store (self), tf_record_get_parent (release), &error);
      if (product == NULL)
        {
          tf_session_report (self, error);
          return;
        }
    }

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_set_object (&self->release, release);
  g_set_object (&self->product, product);
  g_clear_pointer (&self->dossier, tf_dossier_unref);
  load (self);
  if (self->dossier == NULL)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOSSIER]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRODUCT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RELEASE]);
}

/**
 * tf_session_get_dossier:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the technical file of the release that is shown
 */
TfDossier *
tf_session_get_dossier (TfSession *self)
{
  g_return_val_if_fail (TF_IS_SESSION (self), NULL);

  return self->dossier;
}

/**
 * tf_session_is_writable:
 * @self: a session
 *
 * Returns: whether changes can be made; pages show and do not edit otherwise
 */
gboolean
tf_session_is_writable (TfSession *self)
{
  g_return_val_if_fail (TF_IS_SESSION (self), FALSE);

  return tf_store_is_writable (tf_session_get_store (self));
}

/**
 * tf_session_navigate:
 * @self: a session
 * @place: where to go, such as "point/2b"
 *
 * Asks the window for another page.
 */
void
tf_session_navigate (TfSession  *self,
                     const char *place)
{
  g_return_if_fail (TF_IS_SESSION (self));
  g_return_if_fail (place != NULL);

  g_signal_emit (self, signals[NAVIGATE], 0, place);
}

/**
 * tf_session_tell:
 * @self: a session
 * @text: what happened, a short sentence
 *
 * Tells the person of something that is done and over.
 */
void
tf_session_tell (TfSession  *self,
                 const char *text)
{
  g_return_if_fail (TF_IS_SESSION (self));
  g_return_if_fail (text != NULL);

  g_signal_emit (self, signals[MESSAGE], 0, text);
}

/**
 * tf_session_tell_undoable:
 * @self: a session
 * @text: what happened, a short sentence
 *
 * Tells the person of the last step and offers to undo it.
 */
void
tf_session_tell_undoable (TfSession  *self,
                          const char *text)
{
  g_return_if_fail (TF_IS_SESSION (self));
  g_return_if_fail (text != NULL);

  g_signal_emit (self, signals[UNDOABLE], 0, text);
}

/**
 * tf_session_report:
 * @self: a session
 * @error: (nullable): what went wrong; `NULL` once a change could be saved again
 *
 * Shows a problem that stays until the next change could be saved.
 */
void
tf_session_report (TfSession    *self,
                   const GError *error)
{
  g_return_if_fail (TF_IS_SESSION (self));

  if (error == NULL && !self->has_problem)
    return;

  self->has_problem = error != NULL;
  g_signal_emit (self, signals[PROBLEM], 0, error != NULL ? error->message : "");
}

/**
 * tf_session_set_field:
 * @self: a session
 * @record: a record of the library
 * @field: identifier of a field
 * @value: its new value, in the form of the record kind
 *
 * Writes a field, one step that can be undone, and reports a failure to the person.
 *
 * Returns: %FALSE where it could not be written; the field keeps what was typed then
 */
gboolean
tf_session_set_field (TfSession  *self,
                      TfRecord   *record,
                      const char *field,
                      const char *value)
{
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (TF_IS_SESSION (self), FALSE);
  g_return_val_if_fail (TF_IS_RECORD (record), FALSE);
  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  if (strcmp (tf_record_get (record, field), value) == 0)
    return TRUE;

  if (tf_store_set (tf_session_get_store (self), record, field, value, &error))
    tf_session_report (self, NULL);
  else
    tf_session_report (self, error);

  return error == NULL;
}
