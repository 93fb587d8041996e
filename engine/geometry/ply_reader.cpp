// SPDX-License-Identifier: MIT
// PLY in all its forms: text and both byte orders, any types, unknown elements and properties
// skipped, faces and triangle strips. No count is believed before the bytes for it are there.
// The format: Greg Turk, "The PLY Polygon File Format", 1994.
#include "base/error.h"
#include "geometry/ply_header.h"
#include "geometry/polygons.h"
#include "geometry/readers.h"
#include "geometry/stated_unit.h"
#include "geometry/text_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace geometry {
namespace {

/// Thrown inside this file only, where the body ends too early.
struct OutOfBytes {};

/// Values of a body in text: one row per line.
class TextRows {
public:
    TextRows(std::string_view body, std::size_t header_lines)
        : lines_(body)
        , header_lines_(header_lines)
    {
    }

    void begin_row()
    {
        do {
            if (!lines_.next()) throw OutOfBytes();
            row_ = lines_.line();
        } while (trimmed(row_).empty());
    }

    void end_row()
    {
        if (!take_word(row_).empty())
            throw base::Error(fmt::format("line {} has too many values.", line()));
    }

    double number(PlyType) { return finite_number(next_word(), line()); }
    std::int64_t whole(PlyType) { return whole_number(next_word(), line()); }
    std::size_t left() const { return row_.size(); }
    void skip(PlyType, std::size_t count)
    {
        while (count-- > 0)
            next_word();
    }
    bool at_end() const { return trimmed(lines_.rest()).empty(); }

private:
    std::size_t line() const { return header_lines_ + lines_.number(); }
    std::string_view next_word()
    {
        const std::string_view word = take_word(row_);
        if (word.empty()) throw base::Error(fmt::format("line {} has too few values.", line()));
        return word;
    }

    Lines lines_;
    std::size_t header_lines_;
    std::string_view row_;
};

/// Values of a binary body.
class BinaryRows {
public:
    BinaryRows(std::string_view body, bool swapped)
        : rest_(body)
        , swapped_(swapped)
    {
    }

    void begin_row() {}
    void end_row() {}

    double number(PlyType type)
    {
        switch (type) {
        case PlyType::float32:
            return take<float>();
        case PlyType::float64:
            return take<double>();
        default:
            return static_cast<double>(whole(type));
        }
    }

    std::int64_t whole(PlyType type)
    {
        switch (type) {
        case PlyType::int8:
            return take<std::int8_t>();
        case PlyType::uint8:
            return take<std::uint8_t>();
        case PlyType::int16:
            return take<std::int16_t>();
        case PlyType::uint16:
            return take<std::uint16_t>();
        case PlyType::int32:
            return take<std::int32_t>();
        case PlyType::uint32:
            return take<std::uint32_t>();
        default:
            throw base::Error("it gives a vertex number that is not whole.");
        }
    }

    std::size_t left() const { return rest_.size(); }
    void skip(PlyType type, std::size_t count)
    {
        if (count > rest_.size() / bytes_of(type)) throw OutOfBytes();
        rest_.remove_prefix(count * bytes_of(type));
    }
    bool at_end() const { return rest_.empty(); }

private:
    template <typename T>
    T take()
    {
        if (rest_.size() < sizeof(T)) throw OutOfBytes();
        std::array<char, sizeof(T)> bytes;
        std::memcpy(bytes.data(), rest_.data(), sizeof(T));
        if (swapped_) std::ranges::reverse(bytes);
        rest_.remove_prefix(sizeof(T));
        return std::bit_cast<T>(bytes);
    }

    std::string_view rest_;
    bool swapped_;
};

/// Reads the elements in the order of the header, from either kind of rows.
template <typename Rows>
class PlyBody {
public:
    PlyBody(const PlyHeader& header, Rows rows, ReadMesh& mesh)
        : header_(header)
        , rows_(rows)
        , mesh_(mesh)
        , wants_places_(!mesh.wanted.file.empty())
    {
    }

    Polygons read()
    {
        for (const PlyElement& element : header_.elements)
            read_element(element);
        if (!rows_.at_end())
            mesh_.report.warnings.emplace_back("There is more in the file than its header "
                                               "announces; the rest was not read.");
        return std::move(faces_);
    }

private:
    void read_element(const PlyElement& element)
    {
        if (element.properties.empty()) return;
        if (element.count > header_.body.size() / element.smallest_row_bytes(header_.encoding) + 1)
            throw base::Error(fmt::format("its header announces {} of '{}', but the file has only "
                                          "{} bytes after it.",
                                          element.count,
                                          printable(element.name),
                                          header_.body.size()));
        const Content content = content_of(element);
        if (content == Content::vertices) prepare_vertices(element);
        if (content == Content::faces) {
            faces_.sizes.reserve(element.count);
            faces_.corners.reserve(3 * element.count);
        }
        for (std::uint64_t row = 0; row < element.count; ++row)
            try {
                rows_.begin_row();
                read_row(element, content);
                rows_.end_row();
            } catch (const OutOfBytes&) {
                throw base::Error(fmt::format("it ends inside '{}' number {} of {}.",
                                              printable(element.name),
                                              row + 1,
                                              element.count));
            }
    }

    void prepare_vertices(const PlyElement& element)
    {
        for (const char* axis : {"x", "y", "z"})
            if (std::ranges::count_if(element.properties, [axis](const PlyProperty& p) {
                    return p.name == axis && !p.list;
                }) != 1)
                throw base::Error(fmt::format("its vertices do not have one '{}'.", axis));
        mesh_.mesh.positions.reserve(element.count);
        coloured_ = std::ranges::all_of(colour_names, [&element](std::string_view name) {
            return std::ranges::count_if(element.properties, [name](const PlyProperty& p) {
                       return p.name == name && is_colour(p);
                   }) == 1;
        });
        if (coloured_) mesh_.mesh.colours.reserve(element.count);
    }

    static constexpr std::array<std::string_view, 3> colour_names{"red", "green", "blue"};
    static int channel(const PlyProperty& property)
    {
        return static_cast<int>(std::ranges::find(colour_names, property.name) -
                                colour_names.begin());
    }
    static bool is_colour(const PlyProperty& property)
    {
        return !property.list && property.type == PlyType::uint8 && channel(property) < 3;
    }

    /// u or v of a vertex' place on the picture, as programs name them; else -1.
    static int texture_axis(const PlyProperty& property)
    {
        constexpr std::array names{"s", "t", "u", "v", "texture_u", "texture_v"};
        const auto found = std::ranges::find(names, property.name);
        if (property.list || found == names.end()) return -1;
        return static_cast<int>(found - names.begin()) % 2;
    }

    enum class Content { vertices, faces, strips, other };

    static Content content_of(const PlyElement& element)
    {
        if (element.name == "vertex") return Content::vertices;
        if (element.name == "face") return Content::faces;
        if (element.name == "tristrips") return Content::strips;
        return Content::other;
    }

    void read_row(const PlyElement& element, Content content)
    {
        switch (content) {
        case Content::vertices:
            return read_vertex(element);
        case Content::faces:
        case Content::strips:
            return read_indices(element, content == Content::strips);
        case Content::other:
            for (const PlyProperty& property : element.properties)
                skip(property);
        }
    }

    void read_vertex(const PlyElement& element)
    {
        glm::dvec3 place(0);
        glm::u8vec3 colour(0);
        glm::vec2 texture(no_place.x, 1 - no_place.y);
        for (const PlyProperty& property : element.properties) {
            const bool axis = property.name.size() == 1 && property.name[0] >= 'x' &&
                              property.name[0] <= 'z' && !property.list;
            if (axis)
                place[property.name[0] - 'x'] = rows_.number(property.type);
            else if (wants_places_ && texture_axis(property) >= 0)
                texture[texture_axis(property)] = float(rows_.number(property.type));
            else if (coloured_ && is_colour(property))
                colour[channel(property)] =
                    static_cast<std::uint8_t>(std::clamp(rows_.number(property.type), 0.0, 255.0));
            else
                skip(property);
        }
        if (coloured_) mesh_.mesh.colours.push_back(colour);
        if (wants_places_) vertex_places_.emplace_back(texture.x, 1 - texture.y);
        for (int axis = 0; axis < 3; ++axis)
            if (!(std::abs(place[axis]) <= double(std::numeric_limits<float>::max())))
                throw base::Error(fmt::format("vertex number {} has a coordinate that is not "
                                              "finite.",
                                              mesh_.mesh.positions.size()));
        mesh_.mesh.positions.emplace_back(place);
    }

    void read_indices(const PlyElement& element, bool strips)
    {
        bool found = false;
        face_places_.clear();
        for (const PlyProperty& property : element.properties) {
            const bool indices =
                property.list && !found &&
                (property.name == "vertex_indices" || property.name == "vertex_index");
            if (!indices && property.list && property.name == "texcoord" && wants_places_) {
                read_places(property);
                continue;
            }
            if (!indices) {
                skip(property);
                continue;
            }
            found = true;
            read_list(property, strips);
        }
        if (!found)
            throw base::Error(fmt::format("its element '{}' has no list of vertex_indices.",
                                          printable(element.name)));
        if (strips)
            add_strips();
        else
            faces_.add(list_);
        add_places();
    }

    /// u to the right and v up, for each corner of the face.
    void read_places(const PlyProperty& property)
    {
        const std::size_t length = list_length(property);
        for (std::size_t i = 0; i < length; ++i)
            face_places_.push_back(float(rows_.number(property.type)));
    }

    /// Of the corners that have none yet: the face's own, or those of their vertices.
    void add_places()
    {
        if (!wants_places_) return;
        const bool own = face_places_.size() == 2 * list_.size();
        for (std::size_t i = faces_.places.size(), j = 0; i < faces_.corners.size(); ++i, ++j) {
            const std::uint32_t vertex = faces_.corners[i];
            glm::vec2 place = vertex < vertex_places_.size() ? vertex_places_[vertex] : no_place;
            if (own) place = {face_places_[2 * j], 1 - face_places_[2 * j + 1]};
            faces_.places.push_back(place);
        }
    }

    void read_list(const PlyProperty& property, bool restarts)
    {
        const std::size_t length = list_length(property);
        list_.clear();
        for (std::size_t i = 0; i < length; ++i) {
            const std::int64_t vertex = rows_.whole(property.type);
            if (vertex == -1 && restarts)
                list_.push_back(restart);
            else if (vertex < 0 || vertex >= restart)
                throw base::Error(
                    fmt::format("face number {} names the vertex number {}, which does not exist.",
                                faces_.sizes.size(),
                                vertex));
            else
                list_.push_back(static_cast<std::uint32_t>(vertex));
        }
    }

    std::size_t list_length(const PlyProperty& property)
    {
        const std::int64_t length = rows_.whole(property.count_type);
        if (length < 0)
            throw base::Error(
                fmt::format("a list of '{}' has the length {}.", printable(property.name), length));
        if (static_cast<std::uint64_t>(length) > rows_.left())
            throw base::Error(fmt::format("a list of '{}' has the length {}, more than the file "
                                          "holds.",
                                          printable(property.name),
                                          length));
        return static_cast<std::size_t>(length);
    }

    void skip(const PlyProperty& property)
    {
        rows_.skip(property.type, property.list ? list_length(property) : 1);
    }

    /// A strip turns its direction with every triangle; a repeated corner only keeps it going.
    void add_strips()
    {
        std::size_t begin = 0;
        for (std::size_t i = 0; i < list_.size(); ++i) {
            if (list_[i] == restart) begin = i + 1;
            if (list_[i] == restart || i < begin + 2) continue;
            const bool odd = (i - begin) % 2 == 1;
            const std::uint32_t a = list_[i - 2], b = list_[i - 1], c = list_[i];
            if (a == b || b == c || c == a) continue;
            const std::array<std::uint32_t, 3> triangle{odd ? b : a, odd ? a : b, c};
            faces_.add(triangle);
        }
    }

    static constexpr std::uint32_t restart = UINT32_MAX;

    const PlyHeader& header_;
    Rows rows_;
    ReadMesh& mesh_;
    bool wants_places_;  // on a picture
    Polygons faces_;
    bool coloured_ = false;  // red, green and blue as bytes: what scanners write
    std::vector<std::uint32_t> list_;
    std::vector<float> face_places_;
    std::vector<glm::vec2> vertex_places_;
};

const char* format_name(PlyEncoding encoding)
{
    switch (encoding) {
    case PlyEncoding::ascii:
        return "PLY (text)";
    case PlyEncoding::little_endian:
        return "PLY (binary)";
    case PlyEncoding::big_endian:
        return "PLY (binary, big-endian)";
    }
    return "PLY";
}

/// "TextureFile skin.png" is how programs name the picture; of several the first counts.
void read_comment(const std::string& comment, ReadMesh& mesh)
{
    std::string_view rest = comment;
    if (take_word(rest) != "TextureFile")
        note_unit_in(comment, mesh);
    else if (mesh.wanted.file.empty())
        mesh.wanted.file = trimmed(rest);
}

}  // namespace

ReadMesh read_ply(std::string_view bytes)
{
    static_assert(std::endian::native == std::endian::little);
    const PlyHeader header = read_ply_header(bytes);
    ReadMesh mesh;
    mesh.report.format = format_name(header.encoding);
    for (const std::string& comment : header.comments)
        read_comment(comment, mesh);
    const bool swapped = header.encoding == PlyEncoding::big_endian;
    const Polygons faces = header.encoding == PlyEncoding::ascii
                               ? PlyBody(header, TextRows(header.body, header.lines), mesh).read()
                               : PlyBody(header, BinaryRows(header.body, swapped), mesh).read();
    add_triangles(faces, mesh);
    return mesh;
}

}  // namespace geometry
