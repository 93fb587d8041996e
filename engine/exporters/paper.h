// SPDX-License-Identifier: MIT
// Paper: pages of a PDF on which text, lines and pictures are put, in millimetres from the top left
// corner. By cairo and pango, so text can be selected and is in any script that the fonts have.
#pragma once

#include <glm/vec2.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace exporters {

struct PaperSize {
    double width_mm;
    double height_mm;
};
inline constexpr PaperSize a4{210, 297};
inline constexpr PaperSize letter{215.9, 279.4};

struct Ink {
    double red = 0.1, green = 0.11, blue = 0.13;
};
inline constexpr Ink black{};
inline constexpr Ink grey{0.42, 0.45, 0.49};
inline constexpr Ink pale{0.86, 0.88, 0.90};

struct Type {
    double size_pt = 9;
    bool bold = false;
    Ink ink = black;
    enum class Align { left, right, middle } align = Align::left;
};

/// A rectangle of the page.
struct Field {
    double x = 0, y = 0, width = 0, height = 0;
};

/// Pixels row by row from the top, four bytes each: red, green, blue, opacity (not premultiplied).
struct Image {
    int width = 0, height = 0;
    std::span<const std::uint8_t> rgba;
};

/// What the bytes are. An SVG has one page only.
enum class PaperForm { pdf, svg };

class Paper {
public:
    /// `title` is the document's, for the reader program.
    Paper(PaperSize size, const std::string& title, PaperForm form = PaperForm::pdf);
    ~Paper();
    Paper(const Paper&) = delete;

    PaperSize size() const { return size_; }
    int pages() const { return pages_; }
    void next_page();

    /// Wrapped to the width, from its top left corner; gives its height.
    double write(double x, double y, double width, std::string_view words, const Type& type = {});
    double height_of(double width, std::string_view words, const Type& type = {});
    double width_of(std::string_view words, const Type& type = {});
    void line(double x, double y, double to_x, double to_y, Ink ink = pale, double width_mm = 0.2);
    /// With a dash of that length, and gaps as long, or drawn through.
    void curve(std::span<const glm::dvec2> places,
               bool is_closed,
               Ink ink,
               double width_mm,
               double dash_mm = 0);
    void disc(double x, double y, double radius_mm, Ink ink);
    void ring(double x, double y, double radius_mm, Ink ink, double width_mm = 0.2);
    /// What is drawn until the window is closed stays inside it.
    void open_window(const Field& field);
    void close_window();
    void fill(const Field& field, Ink ink);
    void frame(const Field& field, Ink ink = grey, double width_mm = 0.25);
    /// As large as fits, in the middle.
    void picture(const Field& field, const Image& image);
    /// A QR code of the words (ISO/IEC 18004), a square of that side.
    void code(double x, double y, double side, const std::string& words);

    /// The whole document. The same calls give the same bytes: it carries no date.
    std::string finish();

private:
    struct Pen;
    PaperSize size_;
    int pages_ = 1;
    std::unique_ptr<Pen> pen_;
};

}  // namespace exporters
