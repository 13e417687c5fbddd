/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-fonts.h"

#include "tf-export.h"

#include <fontconfig/fontconfig.h>
#include <glib/gi18n-lib.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

/* The package that brings a family, for the message to whoever lacks it. */
static const struct
{
  const char *family;
  const char *package;
} needed_families[] = {
  { TF_FONT_FAMILY,      "fonts-noto-core" },
  { TF_FONT_FAMILY_MONO, "fonts-noto-mono" },
};

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

/* What is installed of the Noto Sans kind. Families beyond the two needed ones only serve
 * scripts and signs which these lack. */
typedef struct
{
  GPtrArray *families;
  GPtrArray *files;
} Installed;

static void
installed_clear (Installed *installed)
{
  g_clear_pointer (&installed->families, g_ptr_array_unref);
  g_clear_pointer (&installed->files, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Installed, installed_clear)

static void
add_font (Installed *installed,
          FcPattern *font)
{
  FcChar8 *file = NULL;
  FcChar8 *family = NULL;
  gboolean wanted = FALSE;

  for (int n = 0; FcPatternGetString (font, FC_FAMILY, n, &family) == FcResultMatch; n++)
    {
      if (g_str_has_prefix ((char *) family, TF_FONT_FAMILY))
        {
          g_ptr_array_add (installed->families, g_strdup ((char *) family));
          wanted = TRUE;
        }
    }
  if (wanted && FcPatternGetString (font, FC_FILE, 0, &file) == FcResultMatch)
    g_ptr_array_add (installed->files, g_strdup ((char *) file));
}

static void
list_installed (Installed *installed,
                FcConfig  *system)
{
  FcPattern *any = FcPatternCreate ();
  FcObjectSet *wanted = FcObjectSetBuild (FC_FAMILY, FC_FILE, NULL);
  FcFontSet *fonts = FcFontList (system, any, wanted);

  installed->families = g_ptr_array_new_with_free_func (g_free);
  installed->files = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; fonts != NULL && i < fonts->nfont; i++)
    add_font (installed, fonts->fonts[i]);
  g_ptr_array_sort (installed->files, compare_names);

  if (fonts != NULL)
    FcFontSetDestroy (fonts);
  FcObjectSetDestroy (wanted);
  FcPatternDestroy (any);
}

static void
append_folders (GString    *xml,
                const char *element,
                FcStrList  *folders)
{
  FcChar8 *folder = NULL;

  while ((folder = FcStrListNext (folders)) != NULL)
    {
      g_autofree char *line = g_markup_printf_escaped ("<%s>%s</%s>", element, folder, element);

      g_string_append (xml, line);
    }
  FcStrListDone (folders);
}

/* A configuration that knows the folders of the system but accepts only @files, and has none
 * of the substitutions a desktop may have been set to. */
static char *
make_config_xml (FcConfig  *system,
                 GPtrArray *files)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\"?><fontconfig>");

  append_folders (xml, "dir", FcConfigGetFontDirs (system));
  append_folders (xml, "cachedir", FcConfigGetCacheDirs (system));
  g_string_append (xml, "<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>");
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *line = g_markup_printf_escaped ("<glob>%s</glob>", (char *) files->pdata[i]);

      g_string_append (xml, line);
    }
  g_string_append (xml, "</acceptfont></selectfont></fontconfig>");

  return g_string_free (xml, FALSE);
}

static gboolean
check_families (GPtrArray  *families,
                GError    **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (needed_families); i++)
    {
      if (!g_ptr_array_find_with_equal_func (families, needed_families[i].family, g_str_equal,
                                             NULL))
        {
          g_set_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_FONT,
                       /* Translators: the first %s is a font, the second a software package. */
                       _("The font “%s” is not installed, and pages are set in no other. "
                         "Install the package “%s” and try again."),
                       needed_families[i].family, needed_families[i].package);
          return FALSE;
        }
    }

  return TRUE;
}

static FcConfig *
make_config (GError **error)
{
  FcConfig *system = FcConfigReference (NULL);
  g_auto(Installed) installed = { 0 };
  g_autofree char *xml = NULL;
  FcConfig *config = NULL;

  list_installed (&installed, system);
  if (check_families (installed.families, error))
    {
      xml = make_config_xml (system, installed.files);
      config = FcConfigCreate ();
      if (!FcConfigParseAndLoadFromMemory (config, (const FcChar8 *) xml, FcTrue) ||
          !FcConfigBuildFonts (config))
        {
          g_set_error_literal (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_FONT,
                               _("The installed fonts could not be read."));
          g_clear_pointer (&config, FcConfigDestroy);
        }
    }
  FcConfigDestroy (system);

  return config;
}

/* One for the whole program: reading the list of fonts takes a while, and what has been read
 * may be shared by threads. */
static FcConfig *
get_config (GError **error)
{
  static GMutex mutex;
  static FcConfig *config = NULL;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (config == NULL)
    config = make_config (error);

  return config;
}

/**
 * tf_fonts_new_map:
 * @error: return location for an error
 *
 * Makes a font map that holds the Noto Sans fonts and nothing else, at 72 dots per inch, so
 * that a page comes out alike on every desktop.
 *
 * The map belongs to one thread at a time.
 *
 * Returns: (transfer full) (nullable): the map, or `NULL` with @error naming the font that
 *   is not installed and the package that brings it
 */
PangoFontMap *
tf_fonts_new_map (GError **error)
{
  PangoFontMap *map = NULL;
  FcConfig *config = get_config (error);

  if (config == NULL)
    return NULL;

  map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72.0);
  pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (map), config);

  return map;
}
