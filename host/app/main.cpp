#include "app/command_line.hpp"

int main(int count, char** words) { return gouji::app::run_program(count, words); }
