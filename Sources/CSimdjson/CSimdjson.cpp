// SPDX-License-Identifier: Apache-2.0
#include "CSimdjson.h"

#include <simdjson.h>

#include <cstring>
#include <memory>
#include <new>

struct csimdjson_parser {
    explicit csimdjson_parser(size_t depth) : max_depth(depth) {}

    simdjson::dom::parser parser{simdjson::SIMDJSON_MAXSIZE_BYTES};
    simdjson::dom::document document;
    std::unique_ptr<uint8_t[]> padded;
    size_t capacity = 0;
    size_t max_depth;

    // Grows all buffers together, to the next power of two, so that a stream of slightly longer documents does not
    // reallocate for each.
    simdjson::error_code reserve(size_t length) noexcept {
        if (length <= capacity) { return simdjson::SUCCESS; }
        size_t wanted = 1u << 14;
        while (wanted < length) { wanted *= 2; }
        if (wanted > simdjson::SIMDJSON_MAXSIZE_BYTES) { wanted = simdjson::SIMDJSON_MAXSIZE_BYTES; }
        if (wanted < length) { return simdjson::CAPACITY; }
        capacity = 0;
        padded.reset(new (std::nothrow) uint8_t[wanted + simdjson::SIMDJSON_PADDING]);
        if (!padded) { return simdjson::MEMALLOC; }
        if (auto error = parser.allocate(wanted, max_depth)) { return error; }
        if (auto error = document.allocate(wanted)) { return error; }
        capacity = wanted;
        return simdjson::SUCCESS;
    }
};

static csimdjson_error translate(simdjson::error_code error) {
    switch (error) {
    case simdjson::SUCCESS: return CSIMDJSON_OK;
    case simdjson::EMPTY: return CSIMDJSON_EMPTY;
    case simdjson::MEMALLOC: return CSIMDJSON_MEMORY;
    case simdjson::CAPACITY: return CSIMDJSON_TOO_LARGE;
    case simdjson::DEPTH_ERROR: return CSIMDJSON_TOO_DEEP;
    case simdjson::UTF8_ERROR: return CSIMDJSON_NOT_UTF8;
    case simdjson::STRING_ERROR: return CSIMDJSON_STRING;
    case simdjson::UNESCAPED_CHARS: return CSIMDJSON_CONTROL_CHARACTER;
    case simdjson::UNCLOSED_STRING: return CSIMDJSON_UNCLOSED_STRING;
    case simdjson::NUMBER_ERROR:
    case simdjson::NUMBER_OUT_OF_RANGE: return CSIMDJSON_NUMBER;
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR: return CSIMDJSON_LITERAL;
    default: return CSIMDJSON_STRUCTURE;
    }
}

extern "C" csimdjson_parser *csimdjson_parser_create(size_t max_depth) {
    return new (std::nothrow) csimdjson_parser(max_depth);
}

extern "C" void csimdjson_parser_destroy(csimdjson_parser *parser) { delete parser; }

extern "C" csimdjson_document csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t length) {
    if (length == 0) { return {CSIMDJSON_EMPTY, nullptr, nullptr}; }
    if (auto error = parser->reserve(length)) { return {translate(error), nullptr, nullptr}; }
    std::memcpy(parser->padded.get(), bytes, length);
    std::memset(parser->padded.get() + length, 0, simdjson::SIMDJSON_PADDING);
    auto result = parser->parser.parse_into_document(parser->document, parser->padded.get(), length, false);
    if (auto error = result.error()) { return {translate(error), nullptr, nullptr}; }
    return {CSIMDJSON_OK, parser->document.tape.get(), parser->document.string_buf.get()};
}
