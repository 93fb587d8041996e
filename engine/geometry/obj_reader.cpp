// SPDX-License-Identifier: MIT
// OBJ: a strict pass of ours over every number and index, which rewrites the geometry in its
// plainest form; tinyobjloader then reads that form, with its triangulation left out, because it
// cuts concave quads wrongly, reads "nan" as 0 and keeps indices that are out of range.
#include "base/error.h"
#include "geometry/polygons.h"
#include "geometry/readers.h"
#include "geometry/stated_unit.h"
#include "geometry/text_scan.h"

#include <fmt/format.h>
#include <tiny_obj_loader.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <sstream>

namespace geometry {
namespace {

/// The checked file: only "v x y z" and "f a b c ..." with numbers from 1.
struct PlainObj {
    std::string text;
    std::size_t vertices = 0;
    std::size_t faces = 0;
    std::vector<glm::vec2> places;  // of each corner on the texture, or none
};

/// The highest number used of one kind (vertex, texture, normal), and where.
struct Highest {
    std::int64_t number = 0;
    std::size_t line = 0;

    void include(std::int64_t n, std::size_t at_line)
    {
        if (n > number) *this = {n, at_line};
    }
};

class ObjPass {
public:
    explicit ObjPass(ReadMesh& mesh)
        : mesh_(mesh)
    {
    }

    PlainObj run(std::string_view bytes)
    {
        if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
        plain_.text.reserve(bytes.size());
        Lines lines(bytes);
        std::string joined;
        while (lines.next()) {
            line_ = lines.number();
            std::string_view statement = lines.line();
            if (statement.ends_with('\\')) statement = with_continuation(lines, joined);
            read_statement(statement);
        }
        check_forward_references();
        add_warnings();
        if (mesh_.mesh.colours.size() != plain_.vertices) mesh_.mesh.colours.clear();
        want_picture();
        return std::move(plain_);
    }

private:
    static std::string_view with_continuation(Lines& lines, std::string& joined)
    {
        joined.clear();
        for (bool more = true; more;) {
            std::string_view piece = lines.line();
            more = piece.ends_with('\\');
            if (more) piece.remove_suffix(1);
            joined.append(piece).push_back(' ');
            more = more && lines.next();
        }
        return joined;
    }

    static constexpr std::array<std::string_view, 5> without_triangles{
        "l", "p", "curv", "curv2", "surf"};

    void read_statement(std::string_view rest)
    {
        const std::string_view keyword = take_word(rest);
        if (keyword.empty()) return;
        if (keyword == "v")
            read_vertex(rest);
        else if (keyword == "f" || keyword == "fo")
            read_face(rest);
        else if (keyword == "vt")
            read_texture_place(rest);
        else if (keyword == "vn")
            ++normals_;
        else if (std::ranges::find(without_triangles, keyword) != without_triangles.end())
            ++no_skin_;
        else if (keyword[0] == '#')
            note_unit_in(std::string(keyword.substr(1)).append(rest), mesh_);
        else if (keyword == "mtllib")
            mesh_.wanted.library = trimmed(rest);
        else if (keyword == "usemtl")
            begin_material(std::string(trimmed(rest)));
        else
            check_known(keyword);
    }

    /// x y z, then perhaps a weight or a colour, which must be numbers too.
    void read_vertex(std::string_view rest)
    {
        plain_.text += 'v';
        std::size_t count = 0;
        glm::dvec3 last(0);
        for (std::string_view word = take_word(rest); !word.empty() && word[0] != '#';
             word = take_word(rest)) {
            last = {last.y, last.z, finite_number(word, line_)};
            if (word[0] == '+') word.remove_prefix(1);
            if (count++ < 3) plain_.text.append(" ").append(word);
        }
        if (count < 3 || count > 8)
            throw base::Error(
                fmt::format("line {} has a vertex of {} numbers instead of 3.", line_, count));
        plain_.text += '\n';
        ++plain_.vertices;
        if (count == 6)  // a colour from 0 to 1
            mesh_.mesh.colours.emplace_back(glm::round(glm::clamp(last, 0.0, 1.0) * 255.0));
    }

    /// "vt" with u to the right and v up. One that is no place is no reason to refuse the scan.
    void read_texture_place(std::string_view rest)
    {
        glm::vec2 place{};
        try {
            const double u = finite_number(take_word(rest), line_);
            place = {u, 1 - finite_number(take_word(rest), line_)};
        } catch (const base::Error&) {
            place = no_place;
        }
        textures_.push_back(place);
    }

    void read_face(std::string_view rest)
    {
        std::size_t count = 0;
        for (std::string_view word = take_word(rest); !word.empty() && word[0] != '#';
             word = take_word(rest)) {
            if (count++ == 0) plain_.text += 'f';
            append_number(read_corner(word));
        }
        if (count < 3)
            throw base::Error(fmt::format("line {} has a face of {} corners.", line_, count));
        plain_.text += '\n';
        ++plain_.faces;
    }

    void append_number(std::int64_t number)
    {
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        plain_.text.append(" ").append(digits.data(), end);
    }

    /// "v", "v/vt", "v//vn" or "v/vt/vn": the number of the vertex, counted from 1.
    std::int64_t read_corner(std::string_view word)
    {
        const std::size_t slash = std::min(word.find('/'), word.size());
        const std::int64_t vertex =
            absolute(word.substr(0, slash), plain_.vertices, "vertex", highest_vertex_);
        corners_.push_back(0);
        if (slash == word.size()) return vertex;
        const std::string_view more = word.substr(slash + 1);
        const std::size_t second = std::min(more.find('/'), more.size());
        if (second > 0)
            corners_.back() = static_cast<std::uint32_t>(
                absolute(more.substr(0, second), textures_.size(), "texture", highest_texture_));
        if (second + 1 < more.size())
            absolute(more.substr(second + 1), normals_, "normal", highest_normal_);
        return vertex;
    }

    /// Negative numbers count back from the latest.
    std::int64_t
    absolute(std::string_view word, std::size_t so_far, const char* kind, Highest& highest) const
    {
        std::int64_t number = whole_number(word, line_);
        if (number < 0) number += static_cast<std::int64_t>(so_far) + 1;
        if (number < 1 || number > INT32_MAX)
            throw base::Error(fmt::format("line {} uses the {} number {}, which does not exist.",
                                          line_,
                                          kind,
                                          printable(word)));
        highest.include(number, line_);
        return number;
    }

    void check_known(std::string_view keyword)
    {
        constexpr std::array known{
            "g",      "o",          "s",         "vp",       "mg",       "cstype", "deg",
            "bmat",   "step",       "parm",      "trim",     "hole",     "scrv",   "sp",
            "end",    "con",        "bevel",     "c_interp", "d_interp", "lod",    "maplib",
            "usemap", "shadow_obj", "trace_obj", "ctech",    "stech"};
        if (std::ranges::find(known, keyword) != known.end()) return;
        const bool word = std::ranges::all_of(
            keyword, [](unsigned char c) { return std::isalnum(c) || c == '_'; });
        if (!word || std::isdigit(static_cast<unsigned char>(keyword[0])))
            throw base::Error(
                fmt::format("line {} begins with '{}', which is no statement of an OBJ file.",
                            line_,
                            printable(keyword)));
        if (unknown_++ == 0)
            first_unknown_ = fmt::format("'{}' on line {}", printable(keyword), line_);
    }

    void check_forward_references() const
    {
        if (highest_vertex_.number > static_cast<std::int64_t>(plain_.vertices))
            throw base::Error(
                fmt::format("line {} uses the vertex number {}, but the file has {} vertices.",
                            highest_vertex_.line,
                            highest_vertex_.number,
                            plain_.vertices));
    }

    void add_warnings()
    {
        std::vector<std::string>& warnings = mesh_.report.warnings;
        if (highest_texture_.number > static_cast<std::int64_t>(textures_.size()) ||
            highest_normal_.number > static_cast<std::int64_t>(normals_))
            warnings.emplace_back("Some faces name texture places or normals that do not exist; "
                                  "they are not used.");
        warn_of_points_and_lines(no_skin_, mesh_);
        if (unknown_ > 0)
            warnings.push_back(
                fmt::format("{} statements are unknown and were skipped, the first is {}.",
                            unknown_,
                            first_unknown_));
    }

    void begin_material(const std::string& name)
    {
        end_material();
        material_ = name;
    }

    void end_material()
    {
        const std::size_t before = runs_.empty() ? 0 : runs_.back().end;
        corners_of_[material_] += corners_.size() - before;
        runs_.push_back({corners_.size(), material_});
    }

    /// The picture of the material that most of the scan has; other parts have no place on it.
    void want_picture()
    {
        end_material();
        if (textures_.empty() || mesh_.wanted.library.empty()) return;
        const auto main =
            std::ranges::max_element(corners_of_, {}, [](const auto& one) { return one.second; });
        mesh_.wanted.material = main->first;
        std::size_t corner = 0;
        for (const Run& run : runs_)
            for (; corner < run.end; ++corner) {
                const std::uint32_t number = corners_[corner];
                const bool shown =
                    run.material == main->first && number > 0 && number <= textures_.size();
                plain_.places.push_back(shown ? textures_[number - 1] : no_place);
            }
    }

    /// Corners up to `end` whose faces have one material.
    struct Run {
        std::size_t end;
        std::string material;
    };

    ReadMesh& mesh_;
    PlainObj plain_;
    std::size_t line_ = 0;
    std::vector<glm::vec2> textures_;
    std::vector<std::uint32_t> corners_;  // the number of each one's place, from 1; 0: none
    std::string material_;
    std::vector<Run> runs_;
    std::map<std::string, std::size_t> corners_of_;  // each material
    std::size_t normals_ = 0;
    Highest highest_vertex_;
    Highest highest_texture_;
    Highest highest_normal_;
    std::size_t no_skin_ = 0;
    std::size_t unknown_ = 0;
    std::string first_unknown_;
};

struct Collected {
    std::vector<glm::vec3>* positions;
    Polygons faces;
    std::vector<std::uint32_t> face;
};

/// tinyobjloader hands over each vertex and each face with its corners as written.
Polygons read_plain(PlainObj plain, std::vector<glm::vec3>& positions)
{
    Collected collected{&positions, {}, {}};
    positions.reserve(plain.vertices);
    tinyobj::callback_t callback;
    callback.vertex_cb = [](void* to, float x, float y, float z, float) {
        static_cast<Collected*>(to)->positions->emplace_back(x, y, z);
    };
    callback.index_cb = [](void* to, tinyobj::index_t* corners, int count) {
        auto& into = *static_cast<Collected*>(to);
        into.face.clear();
        for (int i = 0; i < count; ++i)
            into.face.push_back(static_cast<std::uint32_t>(corners[i].vertex_index - 1));
        into.faces.add(into.face);
    };
    std::istringstream stream(std::move(plain.text));
    std::string warning, problem;
    const bool read =
        tinyobj::LoadObjWithCallback(stream, callback, &collected, nullptr, &warning, &problem);
    if (!read || positions.size() != plain.vertices || collected.faces.sizes.size() != plain.faces)
        throw base::Error("the OBJ reader and the check before it count differently.");
    return std::move(collected.faces);
}

}  // namespace

ReadMesh read_obj(std::string_view bytes)
{
    ReadMesh mesh;
    mesh.report.format = "OBJ";
    PlainObj plain = ObjPass(mesh).run(bytes);
    std::vector<glm::vec2> places = std::move(plain.places);
    Polygons faces = read_plain(std::move(plain), mesh.mesh.positions);
    faces.places = std::move(places);
    add_triangles(faces, mesh);
    return mesh;
}

}  // namespace geometry
