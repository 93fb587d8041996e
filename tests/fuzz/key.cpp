// SPDX-License-Identifier: MIT
// The practice's key files.
#include "session/key_file.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::text_of(data, size);
    fuzz::accepted([&] { return session::public_key_in(text, "key"); });
    const auto key = fuzz::accepted([&] { return session::secret_key_in(text, "key"); });
    fuzz::promise(!key || session::secret_key_in(session::secret_key_text(*key), "key").seed ==
                              key->seed,
                  "a key is the same after writing and reading");
    return 0;
}
