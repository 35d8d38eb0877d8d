package io.github.kmsjca.internal.registration;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What JCA is doing when it asks for a service or an engine: it does not tell, but the stack does.
 */
public final class Search {
  private static final String OF_NAME = "(Ljava/lang/String;";
  private static final String OF_NAME_ALONE = OF_NAME + ")";

  /**
   * How far off JCA is, and a bit. Of so many frames a walker makes objects at once; if they do not
   * suffice, of some dozens more.
   */
  private static final int NEARBY_FRAMES = 12;

  private static final @Nullable StackWalker WITH_CLASSES = walker();
  private static final StackWalker STACK =
      WITH_CLASSES == null ? StackWalker.getInstance(Set.of(), NEARBY_FRAMES) : WITH_CLASSES;

  private Search() {}

  /** True if that class searches all providers for an algorithm, and none was named. */
  static boolean isByAlgorithmAlone(String engineClass) {
    StackFrame nearest = nearest(engineClass);
    return nearest != null
        && nearest.getMethodName().equals("getInstance")
        && nearest.getDescriptor().startsWith(OF_NAME_ALONE);
  }

  /**
   * True if a Signature is tried out: whether its class is one of an engine, or whether it takes a
   * key or parameters. If it does not, JCA goes on to the next provider.
   */
  static boolean isSignatureTried() {
    StackFrame nearest = nearest("java.security.Signature");
    return nearest != null
        && switch (nearest.getMethodName()) {
          case "isSpi", "initSign", "initVerify" -> true;
          case "setParameter" -> !nearest.getDescriptor().startsWith(OF_NAME);
          default -> false;
        };
  }

  private static @Nullable StackFrame nearest(String engineClass) {
    return STACK
        .walk(frames -> frames.filter(f -> f.getClassName().equals(engineClass)).findFirst())
        .orElse(null);
  }

  /**
   * One that tells a method which class has called it. Under a security manager {@code null}: it
   * takes a permission, which whoever calls this may not have.
   */
  @SuppressWarnings("removal") // JDK 17 may have a security manager
  public static @Nullable StackWalker walkerOfClasses() {
    return System.getSecurityManager() == null ? WITH_CLASSES : null;
  }

  /**
   * Newer JDKs want class references for descriptors, and a security manager, of which they know no
   * more, wants a permission for these.
   */
  @SuppressWarnings("removal") // JDK 17 may have a security manager
  private static @Nullable StackWalker walker() {
    PrivilegedAction<StackWalker> action =
        () -> StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE), NEARBY_FRAMES);
    try {
      return AccessController.doPrivileged(action);
    } catch (SecurityException e) {
      return null;
    }
  }
}
