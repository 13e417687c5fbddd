/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A throw-away certification authority: root, issuing authority, and signers of many kinds. */

#pragma once

#include "tf-signing-key.h"
#include "tf-trust-anchors.h"

#include <openssl/x509.h>

G_BEGIN_DECLS

#define PKI_NOW      "2026-01-15T12:00:00Z"
#define PKI_PASSWORD "correct horse"

typedef struct
{
  EVP_PKEY *key;
  X509     *certificate;
} PkiEntity;

typedef struct
{
  PkiEntity root;
  PkiEntity issuing;
} PkiFixture;

/* What a signer is like; dates are days from PKI_NOW, and 0, 0 means a year around it. */
typedef struct
{
  const char *algorithm;  /* "RSA-3072", "P-256", "ED25519", ... */
  int         from;
  int         until;
  const char *usage;      /* NULL for the usual, "" for none stated */
  const char *extended;   /* extended key usage, NULL for none stated */
} PkiSpec;

PkiFixture     *pki_fixture_new         (void);
void            pki_fixture_free        (PkiFixture       *self);

PkiEntity       pki_fixture_issue       (PkiFixture       *self,
                                         const PkiSpec    *spec,
                                         const char       *name);
void            pki_entity_clear        (PkiEntity        *entity);
GBytes         *pki_fixture_pack        (PkiFixture       *self,
                                         EVP_PKEY         *key,
                                         X509             *certificate,
                                         const char       *password);
TfSigningKey   *pki_fixture_make_signer (PkiFixture       *self,
                                         const PkiSpec    *spec);
char           *pki_fixture_root_pem    (PkiFixture       *self);
TfTrustAnchors *pki_fixture_anchors     (PkiFixture       *self);
GBytes         *pki_certificate_der     (X509             *certificate);
GDateTime      *pki_now                 (int               days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiFixture, pki_fixture_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PkiEntity, pki_entity_clear)

G_END_DECLS
