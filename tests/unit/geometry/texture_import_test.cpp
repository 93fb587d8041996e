// SPDX-License-Identifier: MIT
// Scans with pictures: through import_mesh, as the program reads them.
#include "base/error.h"
#include "base/file.h"
#include "bytes.h"
#include "geometry/import.h"
#include "geometry/picture_file.h"
#include "geometry/readers.h"
#include "geometry/texture.h"
#include "odd_formats.h"
#include "program.h"
#include "render/picture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <jpeglib.h>

#include <cstdlib>

namespace {

namespace fs = std::filesystem;
using geometry::ImportedMesh;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::uint32_t side = 64;
constexpr glm::u8vec3 red{220, 40, 40}, green{40, 200, 60}, blue{50, 60, 210}, white{240, 240, 240};

/// Red and green above blue and white.
glm::u8vec3 quarter(bool right, bool below)
{
    return below ? (right ? white : blue) : (right ? green : red);
}

std::string png(std::uint32_t width = side)
{
    render::Picture picture{width, width, std::vector<std::uint8_t>(width * width * 4, 255)};
    for (std::uint32_t i = 0; i < width * width; ++i)
        for (int c = 0; c < 3; ++c)
            picture.rgba[4 * i + std::uint32_t(c)] =
                quarter(i % width >= width / 2, i / width >= width / 2)[c];
    return render::png_of(picture);
}

std::string jpeg()
{
    jpeg_compress_struct writer{};
    jpeg_error_mgr errors{};
    writer.err = jpeg_std_error(&errors);
    jpeg_create_compress(&writer);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&writer, &bytes, &size);
    writer.image_width = writer.image_height = side;
    writer.input_components = 3;
    writer.in_color_space = JCS_RGB;
    jpeg_set_defaults(&writer);
    jpeg_set_quality(&writer, 95, TRUE);
    jpeg_start_compress(&writer, TRUE);
    for (std::uint32_t y = 0; y < side; ++y) {
        std::vector<glm::u8vec3> row;
        for (std::uint32_t x = 0; x < side; ++x)
            row.push_back(quarter(x >= side / 2, y >= side / 2));
        JSAMPROW pixels = &row[0].x;
        jpeg_write_scanlines(&writer, &pixels, 1);
    }
    jpeg_finish_compress(&writer);
    const std::string result(reinterpret_cast<const char*>(bytes), size);
    jpeg_destroy_compress(&writer);
    std::free(bytes);
    return result;
}

constexpr int cells = 4;

/// A square of quads, the picture upright on it when y is up.
std::string obj(const std::string& before_faces)
{
    std::string text = "# millimetres\n";
    for (int y = 0; y <= cells; ++y)
        for (int x = 0; x <= cells; ++x)
            text += fmt::format(
                "v {} {} 0\nvt {} {}\n", 50 * x, 50 * y, x / double(cells), y / double(cells));
    text += before_faces + "\n";
    for (int y = 0; y < cells; ++y)
        for (int x = 0; x < cells; ++x) {
            const int a = 1 + x + y * (cells + 1), b = a + cells + 1;
            text += fmt::format("f {0}/{0} {1}/{1} {2}/{2} {3}/{3}\n", a, a + 1, b + 1, b);
        }
    return text;
}

/// The colour of the vertex nearest to a place of the square.
glm::u8vec3 colour_at(const ImportedMesh& mesh, glm::vec3 place)
{
    std::size_t nearest = 0;
    for (std::size_t v = 0; v < mesh.mesh.positions.size(); ++v)
        if (glm::distance(mesh.mesh.positions[v], place) <
            glm::distance(mesh.mesh.positions[nearest], place))
            nearest = v;
    return mesh.mesh.colours.empty() ? glm::u8vec3(0) : mesh.mesh.colours[nearest];
}

/// Where y is up, the picture's first row is at the top, and its left at the left.
void expect_upright(const ImportedMesh& mesh, double most_off, float size = 200)
{
    ASSERT_EQ(mesh.mesh.colours.size(), mesh.mesh.positions.size());
    EXPECT_THAT(mesh.report.warnings, IsEmpty());
    const auto expect = [&](glm::vec3 place, glm::u8vec3 colour) {
        const glm::vec3 off = glm::vec3(colour_at(mesh, place)) - glm::vec3(colour);
        EXPECT_LE(glm::length(off), most_off) << place.x << ", " << place.y;
    };
    expect({0, size, 0}, red);
    expect({size, size, 0}, green);
    expect({0, 0, 0}, blue);
    expect({size, 0, 0}, white);
}

class TextureImport : public testing::Test {
protected:
    fs::path write(const std::string& name, std::string_view bytes) const
    {
        fs::create_directories((folder / name).parent_path());
        base::write_file(folder / name, bytes);
        return folder / name;
    }
    fs::path folder = test::fresh_folder("texture import");
};

TEST_F(TextureImport, AnObjShowsThePictureThatItsLibraryNames)
{
    write("skin of a face.png", png());
    write("my scan.mtl", "newmtl skin\nmap_Kd -s 1 1 1 -clamp on skin of a face.png\n");
    expect_upright(geometry::import_mesh(write("a.obj", obj("mtllib my scan.mtl\nusemtl skin"))),
                   1);
}

TEST_F(TextureImport, ThePictureOfTheMaterialOnMostOfTheScanIsShown)
{
    write("skin.png", png());
    write("a.mtl", "newmtl hair\nmap_Kd hair.png\nnewmtl skin\nmap_Kd skin.png\n");
    const ImportedMesh mesh = geometry::import_mesh(write(
        "a.obj",
        "mtllib a.mtl\nv 0 0 90\nv 9 0 90\nv 0 9 90\nusemtl hair\nf 1 2 3\n" +
            std::string("v 0 0 80\nv 9 0 80\nv 0 9 80\n") +
            // The square's own vertices are counted from the end.
            [] {
                std::string text = obj("usemtl skin");
                for (std::size_t at = text.find("\nf "); at != std::string::npos;
                     at = text.find("\nf ", at + 1)) {
                    std::string line = text.substr(at + 3, text.find('\n', at + 1) - at - 3);
                    std::string shifted;
                    std::istringstream words(line);
                    for (std::string word; words >> word;) {
                        const int number = std::stoi(word);
                        shifted += fmt::format(" {}/{}", number + 6, number);
                    }
                    text.replace(at + 2, line.size() + 1, shifted);
                }
                return text;
            }()));
    EXPECT_THAT(mesh.report.warnings,
                ElementsAre("The scan's picture does not cover 1 of its 33 triangles; they are "
                            "shown in its mean colour."));
    EXPECT_LE(glm::distance(glm::vec3(colour_at(mesh, {0, 200, 0})), glm::vec3(red)), 1);
}

TEST_F(TextureImport, JpegsAreShownToo)
{
    write("skin.jpg", jpeg());
    write("a.mtl", "newmtl skin\nmap_Kd skin.jpg\n");
    expect_upright(geometry::import_mesh(write("a.obj", obj("mtllib a.mtl\nusemtl skin"))), 12);
}

TEST_F(TextureImport, APlyNamesItsPictureItself)
{
    write("skin.png", png());
    const std::string header = "ply\nformat ascii 1.0\ncomment millimetres\n"
                               "comment TextureFile skin.png\nelement vertex 4\nproperty float x\n"
                               "property float y\nproperty float z\n";
    const std::string by_face =
        header +
        "element face 1\nproperty list uchar float texcoord\n"
        "property list uchar int vertex_indices\nend_header\n0 0 0\n200 0 0\n200 200 0\n0 200 0\n"
        "8 0.1 0.1 0.9 0.1 0.9 0.9 0.1 0.9 4 0 1 2 3\n";
    const std::string by_vertex =
        header +
        "property float s\nproperty float t\nelement face 1\n"
        "property list uchar int vertex_indices\nend_header\n0 0 0 0.1 0.1\n200 0 0 0.9 0.1\n"
        "200 200 0 0.9 0.9\n0 200 0 0.1 0.9\n4 0 1 2 3\n";
    // Two large triangles: what lies around a corner is mostly its own quarter.
    expect_upright(geometry::import_mesh(write("a.ply", by_face)), 60);
    expect_upright(geometry::import_mesh(write("b.ply", by_vertex)), 60);
}

TEST_F(TextureImport, AGlbHoldsItsPicture)
{
    expect_upright(geometry::import_mesh(write("a.glb", test::glb_square(png()))), 60, 1);
}

TEST_F(TextureImport, TheMeshIsTheSameWithAndWithoutThePicture)
{
    const auto file = write("a.obj", obj("mtllib a.mtl"));
    const ImportedMesh bare = geometry::import_mesh(file);
    EXPECT_THAT(bare.report.warnings,
                ElementsAre(HasSubstr("The scan is shown without its picture: a.mtl, which it "
                                      "names, cannot be read: No such file")));
    write("a.mtl", "newmtl skin\nmap_Kd skin.png\n");
    write("skin.png", png());
    const ImportedMesh pictured = geometry::import_mesh(file);
    EXPECT_TRUE(bare.mesh.colours.empty());
    EXPECT_FALSE(pictured.mesh.colours.empty());
    EXPECT_EQ(pictured.mesh.positions, bare.mesh.positions);
    EXPECT_EQ(pictured.mesh.triangles, bare.mesh.triangles);
    EXPECT_EQ(pictured.sha256, bare.sha256);
}

TEST_F(TextureImport, APictureThatCannotBeReadIsAWarning)
{
    write("a.mtl", "newmtl skin\nmap_Kd skin.png\n");
    const auto file = write("a.obj", obj("mtllib a.mtl"));
    std::string huge = png();
    for (const std::size_t at : {16u, 20u})
        huge.replace(
            at, 4, std::string("\0\0\xea\x60", 4));  // 60,000 pixels; then its sum is wrong
    for (const std::string& bytes : {std::string(),
                                     png().substr(0, 200),
                                     std::string("GIF89a"),
                                     huge,
                                     jpeg().substr(0, 100),
                                     std::string("\xff\xd8\xff\xe0")}) {
        write("skin.png", bytes);
        const ImportedMesh mesh = geometry::import_mesh(file);
        EXPECT_EQ(mesh.mesh.triangles.size(), 32u);
        if (!mesh.mesh.colours.empty()) continue;  // a JPEG that ends early is filled up with grey
        EXPECT_THAT(mesh.report.warnings, ElementsAre(HasSubstr("without its picture")));
    }
}

TEST_F(TextureImport, OnlyFilesBesideTheScanAreOpened)
{
    write("secret.png", png());
    write("scan/a.mtl", "newmtl skin\nmap_Kd ../secret.png\n");
    const auto file = write("scan/a.obj", obj("mtllib a.mtl"));
    EXPECT_TRUE(geometry::import_mesh(file).mesh.colours.empty());
    write("scan/a.mtl", "newmtl skin\nmap_Kd C:\\scans\\skin.png\n");
    write("scan/skin.png", png());
    expect_upright(geometry::import_mesh(file), 1);
}

TEST_F(TextureImport, ALargePictureIsMadeSmaller)
{
    const geometry::Texture texture = geometry::read_texture(png(5000));
    EXPECT_EQ(texture.width, 2500u);
    EXPECT_EQ(texture.pixels[0], glm::u8vec4(red, 255));
    EXPECT_EQ(texture.pixels.back(), glm::u8vec4(white, 255));
}

// Found by the fuzzer: libpng takes memory for the length that a part announces, here 1.9 GB.
TEST_F(TextureImport, APngWhosePartsEndBehindTheFileIsRefused)
{
    std::string announcing = png();
    announcing.insert(33, std::string("sRGBtEXtAuthor\0Ann", 18));  // behind the header
    EXPECT_THAT([&] { geometry::read_texture(announcing); },
                testing::ThrowsMessage<base::Error>("it is a PNG that ends too early."));
    EXPECT_THROW(geometry::read_texture(png().substr(0, 200)), base::Error);
    // Without its end mark it has all its pixels.
    constexpr std::size_t end_mark = 12;
    const std::string marked = png();
    const auto open = geometry::read_texture(marked.substr(0, marked.size() - end_mark));
    EXPECT_EQ(open.pixels, geometry::read_texture(marked).pixels);
}

/// Where the square's picture lies on it.
glm::vec2 place_on_square(glm::vec3 p)
{
    return {p.x / 200, 1 - p.y / 200};
}

TEST_F(TextureImport, TheScanKeepsItsPictureWithAPlaceForEachCornerThatIsLeft)
{
    write("skin.png", png());
    write("skin.mtl", "newmtl skin\nmap_Kd skin.png\n");
    // A triangle without area, one that is there twice, and one that faces both ways.
    const std::string odd = "f 1/1 2/2 1/1\nf 1/1 2/2 7/7\nf 7/7 2/2 1/1\n";
    const ImportedMesh mesh =
        geometry::import_mesh(write("square.obj", obj("mtllib skin.mtl\nusemtl skin\n" + odd)));
    ASSERT_GT(mesh.report.dropped_degenerate + mesh.report.dropped_duplicate, 1u);
    ASSERT_TRUE(mesh.picture);
    EXPECT_EQ(mesh.picture->file, folder / "skin.png");
    EXPECT_EQ(mesh.picture->texture->width, side);
    ASSERT_EQ(mesh.picture->places.size(), mesh.mesh.triangles.size());
    for (std::size_t t = 0; t < mesh.mesh.triangles.size(); ++t)
        for (int corner = 0; corner < 3; ++corner)
            EXPECT_LT(
                glm::distance(mesh.picture->places[t][std::size_t(corner)],
                              place_on_square(mesh.mesh.positions[mesh.mesh.triangles[t][corner]])),
                1e-6f);
    EXPECT_FALSE(geometry::import_mesh(write("bare.obj", obj(""))).picture);
}

TEST_F(TextureImport, FromTheBytesThatACaseKeepsThePictureIsTheSame)
{
    const std::string scan = obj("mtllib skin.mtl\nusemtl skin");
    write("skin.mtl", "newmtl skin\nmap_Kd skin.jpg\n");
    write("skin.jpg", jpeg());
    const ImportedMesh from_files = geometry::import_mesh(write("square.obj", scan));
    const ImportedMesh from_bytes =
        geometry::import_bytes(scan, "square.obj", geometry::pixels_only(jpeg()));
    ASSERT_TRUE(from_files.picture && from_bytes.picture);
    EXPECT_TRUE(from_bytes.report.warnings.empty());
    EXPECT_EQ(from_bytes.picture->texture->pixels, from_files.picture->texture->pixels);
    EXPECT_EQ(from_bytes.picture->places, from_files.picture->places);
    EXPECT_FALSE(geometry::import_bytes(scan, "square.obj").picture);
}

std::string big_endian(std::size_t number, int bytes)
{
    std::string result;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        result += char(number >> shift & 255);
    return result;
}

/// A segment of a JPEG, or a chunk of a PNG, with words that belong to nobody else.
std::string segment(char marker, const std::string& words)
{
    return std::string("\xff") + marker + big_endian(words.size() + 2, 2) + words;
}

TEST(PixelsOnly, LeavesOutWhatIsWrittenBesideThePixels)
{
    const std::string secret = "Ann, 51.5 N 0.1 W, Tuesday";
    const std::string chunk = big_endian(secret.size(), 4) + "tEXt" + secret + "\1\2\3\4";
    std::string pictured = png();
    pictured.insert(33, chunk);  // behind the header
    EXPECT_EQ(geometry::pixels_only(pictured + secret), png());

    std::string photographed = jpeg();
    const std::string exif = segment('\xe1', "Exif" + secret), comment = segment('\xfe', secret);
    photographed.insert(2, exif + comment);
    EXPECT_EQ(geometry::pixels_only(photographed + secret), jpeg());
    EXPECT_EQ(geometry::pixels_only(secret), "");
}

TEST(PixelsOnly, OfAnyDamagedFileEnds)
{
    for (const std::string& whole : {png(), jpeg()})
        for (std::size_t i = 0; i < whole.size(); ++i) {
            std::string damaged = whole;
            damaged[i] = char(damaged[i] ^ (i % 2 ? 0xFF : 0x80));
            EXPECT_LE(geometry::pixels_only(damaged).size(), whole.size() + 2);
            EXPECT_LE(geometry::pixels_only(whole.substr(0, i)).size(), i + 2);
        }
}

}  // namespace
