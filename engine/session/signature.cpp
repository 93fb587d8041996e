// SPDX-License-Identifier: MIT
#include "session/signature.h"

#include <fmt/format.h>

namespace session {

std::string signature_line(const std::optional<Signature>& signature)
{
    if (!signature) return "";
    return fmt::format("\"signature\": {{\"public_key\": \"{}\", \"ed25519\": \"{}\"}},\n",
                       signature->public_key,
                       signature->ed25519);
}

}  // namespace session
