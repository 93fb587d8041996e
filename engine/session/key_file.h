// SPDX-License-Identifier: MIT
// Key files: the secret one, which only its owner may read, and the public one beside it, which a
// device gets. Both are small JSON files.
#pragma once

#include "session/signature.h"

#include <string>
#include <string_view>

namespace session {

std::string secret_key_text(const SigningKey& key);
std::string public_key_text(const SigningKey& key);

/// Throws base::Error, one sentence, among others where the two keys in it do not belong together.
SigningKey secret_key_in(std::string_view text, std::string_view name);
/// Of a public key's file, 64 digits.
std::string public_key_in(std::string_view text, std::string_view name);

}  // namespace session
