// SPDX-License-Identifier: MIT
// The one way in which documents that leave are written: numbers with fixed decimals and no
// exponent, texts as JSON, and at the end a seal. Two equal documents are equal bytes.
#pragma once

#include <glm/vec3.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace session {

/// Fixed decimals, never "-0.0000". The value must be finite.
std::string number_text(double value, int decimals);
/// With the four decimals of lengths, volumes and settings.
std::string mm_text(double value);
std::string mm_text_or_null(const std::optional<double>& value);
std::string vector_text(glm::dvec3 v, int decimals);
/// In quotes, escaped as JSON asks for it.
std::string json_text(std::string_view text);
std::string json_text_or_null(const std::optional<std::string>& text);

// The seal: a document's last value is the SHA-256 of its own bytes with these 64 digits as zeros.

/// The last line of a document that is not sealed yet, and the brace after it.
std::string open_seal();
/// The text with its 64 checksum digits computed anew. Throws base::Error if it does not end as
/// such a document does.
std::string sealed(std::string text);
bool seal_holds(std::string_view text);
/// The 64 digits at the end; throws base::Error as sealed() does.
std::string checksum_in(std::string_view text);

}  // namespace session
