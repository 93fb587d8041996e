// SPDX-License-Identifier: MIT
// The two parts of a binary glTF file that refer to each other: the JSON with its accessors, and
// the numbers they lead to.
#pragma once

#include <glm/gtc/type_precision.hpp>
#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <string_view>

namespace exporters {

class GlbBuffer {
public:
    // Each gives the number of its accessor.
    std::size_t positions(std::span<const glm::vec3> all);  // with its box, which glTF asks for
    std::size_t vectors(std::span<const glm::vec3> all);
    std::size_t places(std::span<const glm::vec2> all);
    std::size_t colours(std::span<const glm::u8vec3> srgb);
    std::size_t indices(std::span<const std::uint32_t> all);
    /// Gives the number of its view.
    std::size_t picture(std::string_view bytes);

    /// The file, with the accessors, views and the buffer added to the JSON.
    std::string file(nlohmann::json gltf) &&;

private:
    enum class Target { none = 0, vertices = 34962, indices = 34963 };
    std::size_t view(std::string_view bytes, Target target);
    template <typename Item>
    std::size_t accessor(std::span<const Item> all, const char* type, int component, Target target);

    nlohmann::json accessors_ = nlohmann::json::array();
    nlohmann::json views_ = nlohmann::json::array();
    std::string bytes_;
};

}  // namespace exporters
