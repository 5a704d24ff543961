// SPDX-License-Identifier: Apache-2.0
#include "CAssets.h"

static const uint8_t starter_ndjson[] = {
#embed "starter/advisories.ndjson"
};

const uint8_t *asset_starter_ndjson(void) {
    return starter_ndjson;
}

size_t asset_starter_ndjson_length(void) {
    return sizeof starter_ndjson;
}
