#pragma once

#include <stddef.h>

/// The engine behind a plain C interface: what a page in a browser calls of the WebAssembly module.
extern "C" {

/// Answers a request (cli/page/answer.h), UTF-8 JSON that may end anywhere. The reply is UTF-8 JSON
/// that ends with a zero byte and lives until it is handed to `remora_free`; null where the memory
/// does not suffice.
char* remora_call(const char* request, size_t length);

void remora_free(char* reply);
}
