// SPDX-License-Identifier: MIT
#include "render/font.h"

#include "base/embedded.h"
#include "base/error.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>

EMBEDDED_FILE(inter_regular)
EMBEDDED_FILE(inter_semibold)

namespace render {

struct Font::Face {
    FT_Library library = nullptr;
    FT_Face face = nullptr;

    explicit Face(std::string_view file)
    {
        base::check(FT_Init_FreeType(&library) == 0, "FreeType starts");
        const auto* bytes = reinterpret_cast<const FT_Byte*>(file.data());
        base::check(FT_New_Memory_Face(library, bytes, FT_Long(file.size()), 0, &face) == 0,
                    "the embedded typeface is one");
    }
    ~Face()
    {
        FT_Done_Face(face);
        FT_Done_FreeType(library);
    }
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

    void load(char32_t letter, float size_px) const
    {
        FT_Set_Char_Size(face, 0, FT_F26Dot6(std::lround(size_px * 64)), 72, 72);
        FT_Load_Char(face, letter, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    }
    float loaded_advance() const { return float(face->glyph->linearHoriAdvance) / 65536; }
};

Font::Font(Weight weight)
    : face_(std::make_unique<Face>(weight == Weight::regular ? embedded_inter_regular()
                                                             : embedded_inter_semibold()))
{
}

Font::~Font() = default;
Font::Font(Font&&) noexcept = default;
Font& Font::operator=(Font&&) noexcept = default;

Glyph Font::glyph(char32_t letter, float size_px, float fraction) const
{
    face_->load(letter, size_px);
    FT_GlyphSlot slot = face_->face->glyph;
    FT_Outline_Translate(&slot->outline, FT_Pos(std::lround(fraction * 64)), 0);
    FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL);
    const FT_Bitmap& bitmap = slot->bitmap;
    Glyph glyph{.left = slot->bitmap_left,
                .top = slot->bitmap_top,
                .width = int(bitmap.width),
                .height = int(bitmap.rows),
                .coverage = {},
                .advance = face_->loaded_advance()};
    for (int row = 0; row < glyph.height; ++row) {
        const std::uint8_t* start = bitmap.buffer + row * bitmap.pitch;
        glyph.coverage.insert(glyph.coverage.end(), start, start + glyph.width);
    }
    return glyph;
}

float Font::advance(char32_t letter, float size_px) const
{
    face_->load(letter, size_px);
    return face_->loaded_advance();
}

std::vector<char32_t> letters_of(std::string_view utf8)
{
    std::vector<char32_t> letters;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i++]);
        const int more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
        char32_t letter = more == 0 ? first : first & (0x3f >> more);
        int seen = 0;
        for (; seen < more && i < utf8.size(); ++seen, ++i) {
            const auto next = static_cast<unsigned char>(utf8[i]);
            if ((next & 0xc0) != 0x80) break;
            letter = letter << 6 | (next & 0x3f);
        }
        const bool whole = seen == more && (first < 0x80 || (first >= 0xc2 && first < 0xf5));
        letters.push_back(whole ? letter : U'\uFFFD');
    }
    return letters;
}

}  // namespace render
