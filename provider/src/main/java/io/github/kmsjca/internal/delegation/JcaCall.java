package io.github.kmsjca.internal.delegation;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The calls of JCA that led to a generator's SPI, as far as the stack shows them. */
final class JcaCall {
  /**
   * How far off JCA is, and a bit. Of so many frames a walker makes objects at once; if they do not
   * suffice, of some dozens more.
   */
  private static final int NEARBY_FRAMES = 8;

  private static final StackWalker STACK = walker();

  private JcaCall() {}

  /** The nearest one and what it was called by; empty if JCA was not in between. */
  static List<StackFrame> nearest() {
    return STACK.walk(frames -> nearest(frames.iterator()));
  }

  private static List<StackFrame> nearest(Iterator<StackFrame> frames) {
    while (frames.hasNext()) {
      StackFrame frame = frames.next();
      if (isJca(frame)) {
        return frames.hasNext() ? List.of(frame, frames.next()) : List.of(frame);
      }
    }
    return List.of();
  }

  private static boolean isJca(StackFrame frame) {
    return switch (frame.getClassName()) {
      case "java.security.KeyPairGenerator",
          "java.security.KeyPairGenerator$Delegate",
          "javax.crypto.KeyGenerator" ->
          true;
      default -> false;
    };
  }

  /**
   * Some JDKs want class references for the descriptors of methods, and a security manager wants a
   * permission for these, which this library may have and the program need not. Without, it has to
   * do: as on JDK 17.
   */
  @SuppressWarnings("removal") // programs on JDK 17 still have security managers
  private static StackWalker walker() {
    try {
      PrivilegedAction<StackWalker> ours =
          () -> StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE), NEARBY_FRAMES);
      return AccessController.doPrivileged(ours);
    } catch (SecurityException e) {
      return StackWalker.getInstance(Set.of(), NEARBY_FRAMES);
    }
  }
}
