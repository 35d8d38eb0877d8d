package io.github.kmsjca.internal.generator;

import java.lang.StackWalker.StackFrame;

/**
 * How JCA came to an engine that is being made: it does not tell, but the stack does. Who names a
 * provider shall have its keys or a refusal; who names none shall have the keys that there would be
 * without us.
 */
final class Search {
  private static final String GET_INSTANCE = "getInstance";
  private static final String NEXT = "nextSpi";

  private Search() {}

  /**
   * True if JCA searches by the algorithm alone, be it that we are the first it asks, or that those
   * before us have refused.
   */
  static boolean isByAlgorithmAlone(Class<?> engine) {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .filter(frame -> isOf(engine, frame.getDeclaringClass()) && isSearch(frame))
                    .findFirst())
        .map(
            frame ->
                frame.getMethodName().equals(NEXT) || frame.getMethodType().parameterCount() == 1)
        .orElse(false);
  }

  private static boolean isOf(Class<?> engine, Class<?> declaring) {
    return declaring == engine || declaring.getNestHost() == engine;
  }

  private static boolean isSearch(StackFrame frame) {
    String method = frame.getMethodName();
    return method.equals(GET_INSTANCE) || method.equals(NEXT);
  }
}
