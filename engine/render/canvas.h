// SPDX-License-Identifier: MIT
// A transparent sheet for what lies over the scene: panels, chips, lines, text. Drawn on the
// processor, only when it changes; the renderer lays it over the picture.
#pragma once

#include "render/camera.h"
#include "render/font.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace render {

/// sRGB and opacity, each 0 to 1.
struct Colour {
    float red = 0;
    float green = 0;
    float blue = 0;
    float opacity = 1;
};

// What is lettered, and the cards that it stands on.
inline constexpr Colour ink{0.13f, 0.16f, 0.20f, 1};
inline constexpr Colour soft_ink{0.33f, 0.38f, 0.44f, 1};
inline constexpr Colour paper{1, 1, 1, 0.92f};

struct TextStyle {
    float size_px = 16;
    Colour colour;
    Weight weight = Weight::regular;
};

enum class Align { left, centre, right };

class Canvas {
public:
    Canvas(std::uint32_t width, std::uint32_t height);

    std::uint32_t width() const { return width_; }
    std::uint32_t height() const { return height_; }
    /// Rows from the top, RGBA with the colours multiplied by the opacity.
    const std::vector<std::uint8_t>& rgba() const { return rgba_; }

    void rectangle(const Area& area, float corner_radius_px, const Colour& colour);
    void disc(glm::vec2 centre, float radius_px, const Colour& colour);
    void line(glm::vec2 from, glm::vec2 to, float width_px, const Colour& colour);

    /// One line of text; `at` is on the baseline, at its left end, middle or right end.
    void
    text(glm::vec2 at, std::string_view utf8, const TextStyle& style, Align align = Align::left);
    /// Centred, on a soft ground of its own, to be read over anything.
    void text_with_halo(glm::vec2 at,
                        std::string_view utf8,
                        const TextStyle& style,
                        const Colour& halo,
                        float halo_px);
    float text_width(std::string_view utf8, const TextStyle& style) const;
    /// The text if it is no wider than `width_px`, else its beginning and an ellipsis.
    std::string shortened(std::string_view utf8, const TextStyle& style, float width_px) const;

private:
    const Font& font(Weight weight) const { return weight == Weight::regular ? regular_ : bold_; }
    /// Calls covered(x, y, share) for the pixels of a line of text that begins at `pen`.
    template <typename Covered>
    void write(glm::vec2 pen,
               std::string_view utf8,
               const TextStyle& style,
               const Covered& covered) const;
    void blend(int x, int y, const Colour& colour, float coverage);
    /// Covers each pixel of `box` by its signed distance to a shape's edge, negative inside.
    template <typename Distance>
    void shape(const Area& box, const Colour& colour, const Distance& distance);

    std::uint32_t width_;
    std::uint32_t height_;
    std::vector<std::uint8_t> rgba_;
    Font regular_{Weight::regular};
    Font bold_{Weight::semibold};
};

}  // namespace render
