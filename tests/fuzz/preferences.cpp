// SPDX-License-Identifier: MIT
#include "shell/preferences.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const shell::Preferences read = shell::preferences_in(fuzz::text_of(data, size));
    fuzz::promise(shell::preferences_in(shell::text_of(read)) == read,
                  "preferences are the same after writing and reading");
    return 0;
}
