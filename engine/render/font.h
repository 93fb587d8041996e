// SPDX-License-Identifier: MIT
// Letters as coverage, from the typeface that travels inside the program (Inter, SIL Open Font
// License).
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace render {

enum class Weight { regular, semibold };

/// A letter as grey values; `left` and `top` lead from the pen on the baseline to its first pixel.
struct Glyph {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> coverage;
    float advance = 0;  // to the next pen
};

class Font {
public:
    explicit Font(Weight weight);
    ~Font();
    Font(Font&&) noexcept;
    Font& operator=(Font&&) noexcept;

    /// A letter at a size in pixels, drawn `fraction` (0 to 1) of a pixel to the right of the pen.
    Glyph glyph(char32_t letter, float size_px, float fraction) const;
    float advance(char32_t letter, float size_px) const;

private:
    struct Face;
    std::unique_ptr<Face> face_;
};

/// The letters of UTF-8 text; a byte that belongs to none becomes U+FFFD.
std::vector<char32_t> letters_of(std::string_view utf8);

}  // namespace render
