// A quick way through sound JSON, telling a handler what it meets (the calls of nlohmann's SAX). It knows no errors:
// what it does not take, errors among it, is left to the parser that can tell what is wrong.
#pragma once

#include <cstdint>
#include <string_view>

#include "formats/json_scan.hpp"

namespace gouji {

template <class Handler>
class QuickJson {
 public:
  // `line` is that of what the handler is told of.
  QuickJson(std::string_view json, int& line, Handler& handler) : scan_(json, line), handler_(handler) {}

  // Whether it is one sound value. Not taken: what JsonScan does not take, decimals, a byte order mark. The handler may
  // have been told of a part by then.
  bool parse() { return value() && scan_.at_end(); }

 private:
  bool value() {
    switch (scan_.next()) {
      case '{': return object();
      case '[': return list();
      case '"': return text() && handler_.string(text_);
      case 't': return scan_.word("true") && handler_.boolean(true);
      case 'f': return scan_.word("false") && handler_.boolean(false);
      case 'n': return scan_.word("null") && handler_.null();
      default: {
        std::int64_t number = 0;
        return scan_.integer(number, text_) && handler_.number_integer(number);
      }
    }
  }

  bool object() {
    scan_.take('{');
    if (!handler_.start_object(0)) return false;
    if (!scan_.take('}')) {
      do {
        scan_.blanks();
        if (!text() || !handler_.key(text_) || !scan_.take(':') || !value()) return false;
      } while (scan_.take(','));
      if (!scan_.take('}')) return false;
    }
    return handler_.end_object();
  }

  bool list() {
    scan_.take('[');
    if (!handler_.start_array(0)) return false;
    if (!scan_.take(']')) {
      do {
        if (!value()) return false;
      } while (scan_.take(','));
      if (!scan_.take(']')) return false;
    }
    return handler_.end_array();
  }

  bool text() {
    scan_.forget();
    return scan_.text(text_);
  }

  JsonScan scan_;
  Handler& handler_;
  std::string_view text_;
};

}  // namespace gouji
