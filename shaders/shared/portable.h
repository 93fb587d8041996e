// SPDX-License-Identifier: MIT
// The bridge between C++ and GLSL: a header in this folder is compiled by both, so that an
// algorithm, a struct, a binding number or a workgroup size is written once. The only file with
// #ifdef __cplusplus.
//
// Structs use scalar block layout, which gives GLSL the offsets of C++. Code that decides about
// points uses integers only: then every device gives the same bytes.
#ifndef SHARED_PORTABLE_H
#define SHARED_PORTABLE_H

#ifdef __cplusplus

#include <glm/common.hpp>
#include <glm/exponential.hpp>
#include <glm/geometric.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

#define SHARED_BEGIN namespace shared {
#define SHARED_END }
#define FN inline
#define INOUT(T) T&
#define IN(T) const T&
#define PRECISE
#define ASSERT_SIZE(T, bytes) static_assert(sizeof(T) == bytes);
// What a kernel knows an array in device memory by, where no binding shows it: Name's items[i].
#define ARRAY_OF(T, Name)                                                                          \
    struct Name {                                                                                  \
        std::uint64_t address = 0;                                                                 \
    };

namespace shared {
using uint = std::uint32_t;
using i64 = std::int64_t;
using glm::dot, glm::ivec2, glm::ivec3, glm::ivec4, glm::length, glm::mat4, glm::uvec2, glm::uvec3,
    glm::uvec4, glm::vec2, glm::vec3, glm::vec4;
using std::max, std::min, std::sqrt;

/// The square root of x > 0, a few units off at most.
inline i64 root_near(i64 x)
{
    return static_cast<i64>(std::sqrt(static_cast<double>(x)));
}
}  // namespace shared

#else

#extension GL_EXT_scalar_block_layout : require
#extension GL_EXT_shader_explicit_arithmetic_types_int64 : require
#extension GL_EXT_buffer_reference : require

#define SHARED_BEGIN
#define SHARED_END
#define FN
#define INOUT(T) inout T
#define IN(T) T
#define PRECISE precise
#define ASSERT_SIZE(T, bytes)
#define ARRAY_OF(T, Name)                                                                          \
    layout(buffer_reference, scalar) buffer Name                                                   \
    {                                                                                              \
        T items[];                                                                                 \
    };
#define i64 int64_t

int64_t root_near(int64_t x)
{
    int64_t guess = max(int64_t(1), int64_t(sqrt(float(x))));
    return (guess + x / guess) >> 1;  // one Newton step brings any float guess within a few units
}

#endif
#endif
