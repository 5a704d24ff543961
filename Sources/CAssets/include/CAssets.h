// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The starter set: OSV records, one a line, UTF-8.
const uint8_t *_Nonnull asset_starter_ndjson(void);
size_t asset_starter_ndjson_length(void);

/// The SPDX licenses: identifiers, flags, and hashes that know their texts; made by Scripts/license-data.
const uint8_t *_Nonnull asset_licenses(void);
size_t asset_licenses_length(void);
