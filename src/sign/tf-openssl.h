/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files of this folder need from OpenSSL. No public header includes this one, so that
 * nothing above this folder depends on OpenSSL.
 */

#pragma once

#include <glib.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

typedef struct stack_st_X509 TfX509Stack;

static inline void
tf_x509_stack_free (TfX509Stack *stack)
{
  sk_X509_pop_free (stack, X509_free);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_OBJECT, ASN1_OBJECT_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CMS_ContentInfo, CMS_ContentInfo_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PKCS12, PKCS12_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfX509Stack, tf_x509_stack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_EXTENSION, X509_EXTENSION_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE, X509_STORE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE_CTX, X509_STORE_CTX_free)

/* OpenSSL keeps its complaints in a queue of the thread. They are not for people, and whoever
 * uses OpenSSL next in this thread would find them: a scope empties the queue when it is left.
 */
typedef int TfOpensslScope;

static inline void
tf_openssl_scope_leave (TfOpensslScope *scope)
{
  ERR_clear_error ();
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfOpensslScope, tf_openssl_scope_leave)

#define TF_OPENSSL_SCOPE G_GNUC_UNUSED g_auto (TfOpensslScope) openssl_scope = 0

G_END_DECLS
