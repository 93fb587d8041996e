// SPDX-License-Identifier: MIT
#include "exporters/paper.h"

#include "base/error.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <algorithm>
#include <numbers>
#include <vector>

namespace exporters {
namespace {

constexpr double points_per_mm = 72 / 25.4;
constexpr const char* family = "Inter, Noto Sans, DejaVu Sans, sans-serif";

cairo_status_t append(void* text, const unsigned char* bytes, unsigned count)
{
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

template <auto release>
struct Release {
    template <typename T>
    void operator()(T* held) const
    {
        release(held);
    }
};
using Surface = std::unique_ptr<cairo_surface_t, Release<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Release<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Release<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Release<pango_font_description_free>>;
using Code = std::unique_ptr<QRcode, Release<QRcode_free>>;

/// Cairo wants opacity multiplied in, and blue first (little-endian).
std::vector<std::uint8_t> premultiplied(const Image& image)
{
    std::vector<std::uint8_t> pixels(std::size_t(image.width) * std::size_t(image.height) * 4);
    for (std::size_t i = 0; i < pixels.size(); i += 4) {
        const unsigned opacity = image.rgba[i + 3];
        const auto channel = [&](std::size_t c) {
            return std::uint8_t((image.rgba[i + c] * opacity + 127) / 255);
        };
        pixels[i] = channel(2);
        pixels[i + 1] = channel(1);
        pixels[i + 2] = channel(0);
        pixels[i + 3] = std::uint8_t(opacity);
    }
    return pixels;
}

/// Cairo states itself and a date, which are nobody's business. As many spaces stand in their
/// place, since a PDF finds its objects by their offsets. Both are at the end, in plain text.
void blank_entry(std::string_view start, std::string& pdf)
{
    const std::size_t at = pdf.rfind(start);
    if (at == pdf.npos) return;
    const std::size_t end = pdf.find('\n', at);
    if (end != pdf.npos) pdf.replace(at, end - at, end - at, ' ');
}

/// As the path to fill or to draw.
void circle(cairo_t* context, double x, double y, double radius_mm)
{
    cairo_new_path(context);
    cairo_arc(context,
              x * points_per_mm,
              y * points_per_mm,
              radius_mm * points_per_mm,
              0,
              2 * std::numbers::pi);
}

}  // namespace

struct Paper::Pen {
    std::string bytes;
    Surface surface;
    Context context;

    void set(Ink ink) { cairo_set_source_rgb(context.get(), ink.red, ink.green, ink.blue); }

    Layout layout(double width_mm, std::string_view words, const Type& type)
    {
        Layout made(pango_cairo_create_layout(context.get()));
        const Font font(pango_font_description_from_string(family));
        pango_font_description_set_size(font.get(), int(type.size_pt * PANGO_SCALE));
        if (type.bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_SEMIBOLD);
        pango_layout_set_font_description(made.get(), font.get());
        pango_layout_set_width(made.get(), int(width_mm * points_per_mm * PANGO_SCALE));
        pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(made.get(),
                                   type.align == Type::Align::left    ? PANGO_ALIGN_LEFT
                                   : type.align == Type::Align::right ? PANGO_ALIGN_RIGHT
                                                                      : PANGO_ALIGN_CENTER);
        pango_layout_set_text(made.get(), words.data(), int(words.size()));
        return made;
    }
};

Paper::Paper(PaperSize size, const std::string& title, PaperForm form)
    : size_(size)
    , pen_(std::make_unique<Pen>())
{
    const auto create = form == PaperForm::pdf ? cairo_pdf_surface_create_for_stream
                                               : cairo_svg_surface_create_for_stream;
    pen_->surface.reset(create(
        append, &pen_->bytes, size.width_mm * points_per_mm, size.height_mm * points_per_mm));
    pen_->context.reset(cairo_create(pen_->surface.get()));
    if (form == PaperForm::svg) return;
    cairo_pdf_surface_set_metadata(pen_->surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    // Cairo would write the time of day; the same map must give the same bytes.
    cairo_pdf_surface_set_metadata(
        pen_->surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
}

Paper::~Paper() = default;

void Paper::next_page()
{
    cairo_show_page(pen_->context.get());
    ++pages_;
}

double Paper::write(double x, double y, double width, std::string_view words, const Type& type)
{
    const Layout layout = pen_->layout(width, words, type);
    pen_->set(type.ink);
    cairo_move_to(pen_->context.get(), x * points_per_mm, y * points_per_mm);
    pango_cairo_show_layout(pen_->context.get(), layout.get());
    return height_of(width, words, type);
}

double Paper::height_of(double width, std::string_view words, const Type& type)
{
    int height = 0;
    pango_layout_get_size(pen_->layout(width, words, type).get(), nullptr, &height);
    return height / double(PANGO_SCALE) / points_per_mm;
}

double Paper::width_of(std::string_view words, const Type& type)
{
    constexpr double unbroken_mm = 1000;
    PangoRectangle box;
    pango_layout_get_extents(pen_->layout(unbroken_mm, words, type).get(), nullptr, &box);
    return box.width / double(PANGO_SCALE) / points_per_mm;
}

void Paper::line(double x, double y, double to_x, double to_y, Ink ink, double width_mm)
{
    cairo_t* context = pen_->context.get();
    pen_->set(ink);
    cairo_set_line_width(context, width_mm * points_per_mm);
    cairo_move_to(context, x * points_per_mm, y * points_per_mm);
    cairo_line_to(context, to_x * points_per_mm, to_y * points_per_mm);
    cairo_stroke(context);
}

void Paper::curve(
    std::span<const glm::dvec2> places, bool is_closed, Ink ink, double width_mm, double dash_mm)
{
    cairo_t* context = pen_->context.get();
    pen_->set(ink);
    cairo_set_line_width(context, width_mm * points_per_mm);
    const double dash = dash_mm * points_per_mm;
    cairo_set_dash(context, &dash, dash > 0 ? 1 : 0, 0);
    for (const glm::dvec2& p : places)
        cairo_line_to(context, p.x * points_per_mm, p.y * points_per_mm);
    if (is_closed) cairo_close_path(context);
    cairo_stroke(context);
    cairo_set_dash(context, nullptr, 0, 0);
}

void Paper::disc(double x, double y, double radius_mm, Ink ink)
{
    pen_->set(ink);
    circle(pen_->context.get(), x, y, radius_mm);
    cairo_fill(pen_->context.get());
}

void Paper::ring(double x, double y, double radius_mm, Ink ink, double width_mm)
{
    cairo_t* context = pen_->context.get();
    pen_->set(ink);
    cairo_set_line_width(context, width_mm * points_per_mm);
    circle(context, x, y, radius_mm);
    cairo_stroke(context);
}

void Paper::open_window(const Field& field)
{
    cairo_t* context = pen_->context.get();
    cairo_save(context);
    cairo_rectangle(context,
                    field.x * points_per_mm,
                    field.y * points_per_mm,
                    field.width * points_per_mm,
                    field.height * points_per_mm);
    cairo_clip(context);
}

void Paper::close_window()
{
    cairo_restore(pen_->context.get());
}

void Paper::fill(const Field& field, Ink ink)
{
    pen_->set(ink);
    cairo_rectangle(pen_->context.get(),
                    field.x * points_per_mm,
                    field.y * points_per_mm,
                    field.width * points_per_mm,
                    field.height * points_per_mm);
    cairo_fill(pen_->context.get());
}

void Paper::frame(const Field& field, Ink ink, double width_mm)
{
    const double right = field.x + field.width, bottom = field.y + field.height;
    line(field.x, field.y, right, field.y, ink, width_mm);
    line(right, field.y, right, bottom, ink, width_mm);
    line(right, bottom, field.x, bottom, ink, width_mm);
    line(field.x, bottom, field.x, field.y, ink, width_mm);
}

void Paper::picture(const Field& field, const Image& image)
{
    std::vector<std::uint8_t> pixels = premultiplied(image);
    const Surface source(cairo_image_surface_create_for_data(
        pixels.data(), CAIRO_FORMAT_ARGB32, image.width, image.height, image.width * 4));
    const double scale = std::min(field.width / image.width, field.height / image.height);
    cairo_t* context = pen_->context.get();
    cairo_save(context);
    cairo_translate(context,
                    (field.x + (field.width - scale * image.width) / 2) * points_per_mm,
                    (field.y + (field.height - scale * image.height) / 2) * points_per_mm);
    cairo_scale(context, scale * points_per_mm, scale * points_per_mm);
    cairo_set_source_surface(context, source.get(), 0, 0);
    cairo_paint(context);
    cairo_restore(context);
    cairo_surface_finish(source.get());  // cairo has its own copy of the pixels by now
}

void Paper::code(double x, double y, double side, const std::string& words)
{
    const Code code(QRcode_encodeString(words.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
    if (!code) throw base::Error("The text is too long for a QR code.");
    const double cell = side / code->width;
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column)
            if (code->data[row * code->width + column] & 1)
                fill({x + column * cell, y + row * cell, cell, cell}, {0, 0, 0});
}

std::string Paper::finish()
{
    cairo_show_page(pen_->context.get());
    cairo_surface_finish(pen_->surface.get());
    if (cairo_surface_status(pen_->surface.get()) != CAIRO_STATUS_SUCCESS)
        throw base::Error(std::string("The page cannot be drawn: ") +
                          cairo_status_to_string(cairo_surface_status(pen_->surface.get())));
    blank_entry("/Producer (", pen_->bytes);
    blank_entry("/CreationDate (", pen_->bytes);
    return std::move(pen_->bytes);
}

}  // namespace exporters
