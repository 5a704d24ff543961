// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The starter set: OSV records, one a line, UTF-8.
const uint8_t *_Nonnull asset_starter_ndjson(void);
size_t asset_starter_ndjson_length(void);
