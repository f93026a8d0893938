RETURN 'it\'s \u00e9 \n' + "x" AS s, split('a,b', ','), substring('省エネ', 1, 1), 'abc' =~ '(a+)+b?c', toUpper('ß'), `a b`.c
