package io.github.kmsjca.internal.delegation;

import java.lang.StackWalker.StackFrame;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** How JCA came to a generator that is being made: it does not tell, but the stack does. */
public final class GeneratorSearch {
  private GeneratorSearch() {}

  /**
   * True if JCA searches by the algorithm alone, be it that we are the first it asks, or that those
   * before us have refused parameters; false if the provider was named.
   *
   * @throws NoSuchAlgorithmException if nothing of ours is wanted in this search, since there are
   *     no parameters which could be ours: JCA passes us over
   */
  public static boolean isByAlgorithmAlone() throws NoSuchAlgorithmException {
    List<StackFrame> calls = JcaCall.nearest();
    if (calls.isEmpty() || !isByAlgorithmAlone(calls.get(0))) {
      return false;
    }
    boolean first = calls.get(0).getMethodName().equals("getInstance");
    if (ForeignGenerator.isAtWork() || (!first && !isForParameters(calls.get(1)))) {
      throw new PassedOver();
    }
    return true;
  }

  private static boolean isByAlgorithmAlone(StackFrame call) {
    return switch (call.getMethodName()) {
      case "getInstance" -> call.getDescriptor().startsWith("(Ljava/lang/String;)");
      case "nextSpi" -> true;
      default -> false;
    };
  }

  /** Or the first search of a KeyGenerator, when it is not known yet. */
  private static boolean isForParameters(StackFrame reason) {
    return reason.getMethodName().equals("<init>")
        || reason.getDescriptor().startsWith("(Ljava/security/spec/AlgorithmParameterSpec;");
  }

  /** Without a stack trace: JCA does not look at it. */
  private static final class PassedOver extends NoSuchAlgorithmException {
    private static final long serialVersionUID = 1;

    PassedOver() {
      super("AWSKMS has no generator for who does not ask for it");
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // does nothing
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
