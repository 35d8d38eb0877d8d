package io.github.kmsjca.testkit;

/** What a test does while something else holds; it may fail. */
@FunctionalInterface
public interface Action {
  void run() throws Exception;
}
