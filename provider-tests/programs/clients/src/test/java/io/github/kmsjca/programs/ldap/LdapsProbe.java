package io.github.kmsjca.programs.ldap;

import io.github.kmsjca.KmsSslSocketFactory;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/** An ordinary program that binds three times; see {@link LdapsTest}. */
final class LdapsProbe {
  private LdapsProbe() {}

  /** Arguments: URL of the directory, kind of authentication. */
  @SuppressWarnings("JdkObsolete") // JNDI's own
  public static void main(String[] args) throws NamingException {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, args[0]);
    environment.put(Context.SECURITY_AUTHENTICATION, args[1]);
    environment.put("java.naming.ldap.factory.socket", KmsSslSocketFactory.class.getName());
    environment.put("com.sun.jndi.ldap.connect.pool", "true");
    environment.put("com.sun.jndi.ldap.connect.timeout", "60000");
    for (int i = 0; i < 3; i++) {
      new InitialDirContext(environment).close();
    }
    System.out.println("3 contexts");
  }
}
