// SPDX-License-Identifier: Apache-2.0
#include "CAssets.h"

static const uint8_t licenses[] = {
#embed "licenses/licenses.bin"
};

const uint8_t *asset_licenses(void) {
    return licenses;
}

size_t asset_licenses_length(void) {
    return sizeof licenses;
}
