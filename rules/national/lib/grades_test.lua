local grades = require "grades"

tests {
  tags = { "公用" },
  test_ends_belong_to_the_grade = function(expect)
    expect:equal(grades.of(amount "100"), "优")
    expect:equal(grades.of(amount "90"), "优")
    expect:equal(grades.of(amount "80"), "良")
    expect:equal(grades.of(amount "60"), "中")
    expect:equal(grades.of(amount "59.99"), "差")
  end,
  test_words_of_forms = function(expect)
    expect:equal(grades.named "优 秀", "优")
    expect:equal(grades.named "良", "良")
    expect:missing(grades.named "甲等")
  end,
}
