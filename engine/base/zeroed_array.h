// SPDX-License-Identifier: MIT
// A fixed number of elements that all begin as zero bits. The system gives the memory of large ones
// page by page as it is touched, so that what is never used costs nothing: for state about a whole
// scan of which a small piece is visited.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace base {

template <typename T>
class ZeroedArray {
    // Nothing is constructed: zero bits must be a value of T, and dropping it must do nothing.
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    explicit ZeroedArray(std::size_t size)
        : items_(static_cast<T*>(std::calloc(size, sizeof(T))))
    {
        if (!items_ && size > 0) throw std::bad_alloc();
    }

    T& operator[](std::size_t i) { return items_.get()[i]; }
    const T& operator[](std::size_t i) const { return items_.get()[i]; }

private:
    struct Free {
        void operator()(T* items) const { std::free(items); }
    };
    std::unique_ptr<T, Free> items_;
};

}  // namespace base
