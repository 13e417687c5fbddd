/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-progress-relay.h"

struct _TfProgressRelay
{
  GMutex    mutex;
  GWeakRef  bar;
  double    fraction;
  char     *message;
  gboolean  pending;
};

static void
relay_clear (gpointer data)
{
  TfProgressRelay *self = data;

  g_mutex_clear (&self->mutex);
  g_weak_ref_clear (&self->bar);
  g_free (self->message);
}

static gboolean
show_cb (gpointer data)
{
  TfProgressRelay *self = data;
  g_autoptr(GtkProgressBar) bar = g_weak_ref_get (&self->bar);

  g_mutex_lock (&self->mutex);
  self->pending = FALSE;
  if (bar != NULL)
    {
      gtk_progress_bar_set_fraction (bar, CLAMP (self->fraction, 0, 1));
      gtk_progress_bar_set_text (bar, self->message);
      gtk_progress_bar_set_show_text (bar, self->message != NULL && *self->message != '\0');
    }
  g_mutex_unlock (&self->mutex);

  return G_SOURCE_REMOVE;
}

/**
 * tf_progress_relay_new:
 * @bar: where progress is shown; it may go away before the work ends
 *
 * Returns: (transfer full): a relay to hand to work with tf_progress_relay_func()
 */
TfProgressRelay *
tf_progress_relay_new (GtkProgressBar *bar)
{
  TfProgressRelay *self;

  g_return_val_if_fail (GTK_IS_PROGRESS_BAR (bar), NULL);

  self = g_atomic_rc_box_new0 (TfProgressRelay);
  g_mutex_init (&self->mutex);
  g_weak_ref_init (&self->bar, bar);
  return self;
}

/**
 * tf_progress_relay_unref:
 * @self: (transfer full): a relay
 *
 * Lets go of a relay after the work has ended.
 */
void
tf_progress_relay_unref (TfProgressRelay *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, relay_clear);
}

/**
 * tf_progress_relay_func:
 * @fraction: how much is done
 * @message: what is being done
 * @relay: a relay
 *
 * A #TfProgressFunc for any thread. The bar is told once per turn of the main loop at most.
 */
void
tf_progress_relay_func (double      fraction,
                        const char *message,
                        gpointer    relay)
{
  TfProgressRelay *self = relay;
  gboolean pending;

  g_mutex_lock (&self->mutex);
  self->fraction = fraction;
  if (g_strcmp0 (self->message, message) != 0)
    {
      g_free (self->message);
      self->message = g_strdup (message);
    }
  pending = self->pending;
  self->pending = TRUE;
  g_mutex_unlock (&self->mutex);

  if (!pending)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_cb, g_atomic_rc_box_acquire (self),
                     (GDestroyNotify) tf_progress_relay_unref);
}
