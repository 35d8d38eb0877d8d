package io.github.kmsjca.internal.generator;

/**
 * How JCA came to an engine that is being made: it does not tell, but the stack does. Who names a
 * provider shall have its keys or a refusal; who names none shall have the keys that there would be
 * without us.
 */
final class Search {
  private static final String BY_ALGORITHM_ALONE = "(Ljava/lang/String;)";
  private static final String GET_INSTANCE = "getInstance";
  private static final String NEXT = "nextSpi";

  private Search() {}

  /**
   * True if JCA searches by the algorithm alone, be it that we are the first it asks, or that those
   * before us have refused.
   *
   * @param engine name of the engine's class in the JCA
   */
  static boolean isByAlgorithmAlone(String engine) {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> frame.getClassName().startsWith(engine))
                    .filter(
                        frame ->
                            frame.getMethodName().equals(GET_INSTANCE)
                                || frame.getMethodName().equals(NEXT))
                    .findFirst())
        .map(
            frame ->
                frame.getMethodName().equals(NEXT)
                    || frame.getDescriptor().startsWith(BY_ALGORITHM_ALONE))
        .orElse(false);
  }
}
