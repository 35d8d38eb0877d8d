package io.github.kmsjca.samples;

import java.security.KeyPair;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Stop 3: a certificate request by Bouncy Castle. No setProvider: JCA finds the way by the key. */
final class RequestCertificate {
  private RequestCertificate() {}

  static PKCS10CertificationRequest request(KeyPair pair, String algorithm)
      throws OperatorCreationException {
    ContentSigner signer = new JcaContentSignerBuilder(algorithm).build(pair.getPrivate());
    X500Principal subject = new X500Principal("CN=localhost");
    return new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic()).build(signer);
  }
}
