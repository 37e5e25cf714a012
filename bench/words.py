"""What the page of the measures says around its table."""

INTRODUCTION = """# Quanto tempo chiedono le pagine

![Quante volte il proprio pavimento costa ogni pagina](prestazioni.svg)

`make bench` genera 60, 5.000 e 100.000 persone inventate con la loro storia, ciascuna misura in una base di dati sua
(`var/bench`, tenuta da una volta all’altra; `python -m bench 5000 --da-capo` la rifà), apre le pagine e scrive questa.
I millisecondi dipendono dalla macchina e da che cos’altro sta facendo; **il rapporto molto meno**: nello stesso giro, a turni, si
apre un **pavimento**, cioè una vista nuda con l’SQL scritto a mano di quella pagina, un template senza forma e i soli
middleware di Django (sessione, utente, CSRF), sulla stessa base di dati e con le stesse impostazioni. Il pavimento non ha
né sicurezza di riga, né storia, né registro delle letture, né testi da aprire: la differenza è ciò che CIAO! aggiunge.

## Che cosa c’è dentro
Per ogni persona: identità, recapiti, risposte delicate, informativa; percorso con passaggi, équipe e permessi; sei voci di
diario, quattro colloqui, due cose da fare; valutazione sulle sei aree; progetto firmato con due obiettivi, risultati,
sostegni e impegni; iscrizione a un corso di dodici persone con dieci incontri e le presenze; domanda di iscrizione FSE;
una su cinque ha un tirocinio con tre mesi di registro, giorno per giorno, le indennità e le spese; tre letture del
fascicolo. Ogni riga ha la sua riga di storia. I testi che le pagine mostrano sono cifrati davvero, riga per riga. Lavorano
in duecento case manager (quattro quando le persone sono 60): chi è misurato ne segue trenta al più, gli altri il resto.
Non ci sono segnalazioni, documenti emessi, firme e fogli ore. Cinque aperture scaldano, poi se ne misurano 30 (15 con 100.000 persone, 3 quando la pagina supera i cinque secondi).
"""
WHY = {
    "list": "Il pavimento fa tutto con una interrogazione; la pagina ne fa una trentina, meno di un millisecondo l’una per PostgreSQL: la metà la riempiono, le altre sono la cornice (menù, avvisi, abilitazioni) e chi agisce nella transazione. Più della metà del tempo è Python, che scrive le interrogazioni e disegna la pagina. Non cresce con le persone.",
    "overview": "Cresce con le persone: tre interrogazioni contano tutte le righe, e di ognuna si chiede la cerchia due volte, nel vaglio e in PostgreSQL. Sono l’elenco, il suo totale e il numero accanto a «Persone» nel menù, che si paga in ogni pagina di chi coordina. Da fare per primo: quel numero parta dalle équipe di chi guarda (`followed_by` con un `IN` al posto del `DISTINCT` sulle righe unite) e non da tutti i percorsi.",
    "search": "Come l’elenco, più la funzione che cerca i nomi con l’indice dei trigrammi e restituisce solo identificativi. Non cresce con le persone.",
    "case": "Una quindicina di riquadri, ognuno con le sue righe vagliate: una novantina di interrogazioni da meno di un millisecondo. Il tempo è di Python, che le scrive e disegna la pagina, e non cresce con le persone; si riduce leggendo una volta sola ciò che due riquadri chiedono (compiti, colloqui, piano, valutazione: una dozzina di interrogazioni si ripetono per il passo successivo).",
    "attendance": "Le presenze si salvano riga per riga, perché ciascuna sia controllata e lasci la sua storia; il pavimento scrive le dodici in una volta e senza storia. Se servisse, le dodici righe si possono scrivere insieme: i trigger della storia le vedono lo stesso.",
    "board": "Gli indicatori che partono dalle stesse righe si contano insieme, con un `FILTER` ciascuno: i dodici del FSE sono una interrogazione sola, e il colloquio, che si trova subito, si cerca per primo. Misurati di nuovo dopo, con 5.000 e 100.000 persone e la macchina occupata da altro lavoro, su questa pagina sola: da 2,1 a 1,1 secondi e da 41,7 a 16,9, con il pavimento tra 0,3 e 9,2; la riga delle 60 persone e le altre pagine sono di prima. Con 100.000 persone la pagina resta troppo lenta per chi aspetta. Restano le ore, sommate sulle righe dei registri, e il confronto tra la prima e l’ultima valutazione, persona per persona. Da fare: quando ci saranno le fotografie dei periodi chiusi, leggere da lì i giorni passati. Nei dati generati nessun obiettivo ha un punteggio: con uno per obiettivo, 7.426 in tutto, contare i raggiunti chiede 13 secondi senza l’indice su `lineage` e 0,13 con l’indice, che ora c’è.",
    "budget": "Le cifre si sommano due volte, nella tabella e nella curva dei mesi, e si contano le indennità da approvare e le spese da pagare; il resto è il disegno di righe e grafici.",
}
