// SPDX-License-Identifier: Apache-2.0
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A simdjson DOM parser with its document and its padded copy of the input; grows, and keeps what it grew to.
typedef struct csimdjson_parser csimdjson_parser;

/// What went wrong, in the words a caller can act on; simdjson's own codes stay behind the door.
typedef enum {
    CSIMDJSON_OK = 0,
    CSIMDJSON_EMPTY,
    CSIMDJSON_MEMORY,
    CSIMDJSON_TOO_LARGE,
    CSIMDJSON_TOO_DEEP,
    CSIMDJSON_NOT_UTF8,
    CSIMDJSON_STRING,
    CSIMDJSON_CONTROL_CHARACTER,
    CSIMDJSON_UNCLOSED_STRING,
    CSIMDJSON_NUMBER,
    CSIMDJSON_LITERAL,
    CSIMDJSON_STRUCTURE,
} csimdjson_error;

/// The tape and the strings of the last document, as simdjson's doc/tape.md defines them; valid until the next parse.
typedef struct {
    csimdjson_error error;
    /// 64-bit words: type in the top 8 bits, payload below. Word 0 is the root, whose payload is the number of words.
    const uint64_t *tape;
    /// Strings as a 32-bit length, the bytes and a zero byte.
    const uint8_t *strings;
} csimdjson_document;

/// A parser that refuses documents nested deeper than max_depth; NULL when memory is short.
csimdjson_parser *csimdjson_parser_create(size_t max_depth);

/// Frees the parser and its document; NULL is allowed.
void csimdjson_parser_destroy(csimdjson_parser *parser);

/// Parses one document. The bytes are copied to a padded buffer first: simdjson reads past their end.
csimdjson_document csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
