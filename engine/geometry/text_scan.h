// SPDX-License-Identifier: MIT
// Reading text that must not be believed: lines with their numbers, words, and numbers that are
// checked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace geometry {

/// Walks over lines that end with LF, CR LF or CR.
class Lines {
public:
    explicit Lines(std::string_view text)
        : rest_(text)
    {
    }

    /// Moves to the next line; false at the end of the text.
    bool next();
    std::string_view line() const { return line_; }
    std::size_t number() const { return number_; }  // of the line, from 1
    std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
    std::string_view line_;
    std::size_t number_ = 0;
};

/// Takes the first word off `text`; empty if there is none.
std::string_view take_word(std::string_view& text);

std::string_view trimmed(std::string_view text);
std::string lower_case(std::string_view text);

/// The number that `word` is. Throws Error for anything but one finite number that a float can
/// hold; `line` is for the message.
double finite_number(std::string_view word, std::size_t line);

/// The whole number that `word` is. Throws Error for anything else.
std::int64_t whole_number(std::string_view word, std::size_t line);

/// `text` as printable ASCII of limited length, for messages: other bytes become '?'.
std::string printable(std::string_view text, std::size_t limit = 60);

}  // namespace geometry
