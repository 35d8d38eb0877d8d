package io.github.kmsjca.differential;

/** Something that returns nothing; a check says so. */
@FunctionalInterface
interface Act {
  void run() throws Exception;

  static String done(Act act) throws Exception {
    act.run();
    return "done";
  }
}
