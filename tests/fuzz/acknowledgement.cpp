// SPDX-License-Identifier: MIT
// Acknowledgements as they are, and with a seal that holds, which no fuzzer finds.
#include "session/acknowledgement.h"
#include "session/canonical_text.h"
#include "target.h"

namespace {

void hold_to_promises(std::string_view text)
{
    const auto read = fuzz::accepted([&] { return session::acknowledgement_in(text, "answer"); });
    fuzz::promise(!read || session::text_of(*read) == text, "there is one way of writing");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::text_of(data, size);
    if (const auto sealed = fuzz::accepted([&] { return session::sealed(std::string(text)); }))
        hold_to_promises(*sealed);
    else
        hold_to_promises(text);
    return 0;
}
