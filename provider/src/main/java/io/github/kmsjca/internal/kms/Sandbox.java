package io.github.kmsjca.internal.kms;

import java.security.AllPermission;

/**
 * What a security manager lets come to KMS. The AWS SDK reads properties, files and the environment
 * wherever it likes, also while its classes are initialised; with the permissions of a caller that
 * may not, these would fail, once and for all callers of the JVM. And a program that is kept from
 * the network shall not have the keys of its JVM through us. So who uses them must be trusted.
 */
public final class Sandbox {
  private Sandbox() {}

  /**
   * Refuses a caller that lacks a permission; nobody, where there is no security manager.
   *
   * @param operation what was to be done, for the message
   */
  @SuppressWarnings("removal") // JDK 17 may have a security manager
  public static void requireTrust(String operation) {
    SecurityManager manager = System.getSecurityManager();
    if (manager == null) {
      return;
    }
    try {
      manager.checkPermission(new AllPermission());
    } catch (SecurityException e) {
      throw new SecurityException(
          "KMS "
              + operation
              + " is only for code that has all permissions: let trusted code call it, in"
              + " AccessController.doPrivileged",
          e);
    }
  }
}
